package fr.passerelle.gateway.saml;

import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.StrictDom;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.w3c.dom.Element;

/**
 * An identity provider's answer to our logout request. Its signature is not asked for,
 * since it decides no more than one sentence on a page.
 */
final class LogoutAnswer {

	private LogoutAnswer() {
	}

	/** Whether the provider says that it ended all that it had to end. */
	static boolean isSuccess(boolean post, String message) {
		try {
			Element root = StrictDom.message(post ? Bindings.posted(message) : Bindings.inflated(message))
				.getDocumentElement();
			return Elements.is(root, Names.PROTOCOL, "LogoutResponse") && isSuccess(
					Elements.required(Elements.required(root, Names.PROTOCOL, "Status"), Names.PROTOCOL, "StatusCode"));
		}
		catch (XmlRefusedException ex) {
			return false;
		}
	}

	/** A part of the sessions there may have stayed, which is told below a success. */
	private static boolean isSuccess(Element code) throws XmlRefusedException {
		return Messages.SUCCESS.equals(Elements.attribute(code, "Value"))
				&& Elements.child(code, Names.PROTOCOL, "StatusCode") == null;
	}

}
