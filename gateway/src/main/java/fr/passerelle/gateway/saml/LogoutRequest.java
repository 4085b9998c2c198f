package fr.passerelle.gateway.saml;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.SignedElement;
import fr.passerelle.gateway.federation.StrictDom;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.w3c.dom.Element;

/**
 * An identity provider's request to end a person's sessions, of which nothing but the
 * issuer's name is believed before the signature is checked.
 */
final class LogoutRequest {

	private final Element element;

	private LogoutRequest(Element element) {
		this.element = element;
	}

	static LogoutRequest read(byte[] bytes) throws XmlRefusedException {
		Element root = StrictDom.message(bytes).getDocumentElement();
		if (!Elements.is(root, Names.PROTOCOL, "LogoutRequest") || !"2.0".equals(Elements.attribute(root, "Version"))) {
			throw new XmlRefusedException("The message is no SAML 2 logout request.");
		}
		SignedElement.refuseElsewhere(root, List.of(root));
		return new LogoutRequest(root);
	}

	String issuer() throws XmlRefusedException {
		return Elements.text(Elements.required(this.element, Names.ASSERTION, "Issuer"));
	}

	/** Checks the signature inside the message. */
	void verify(Idp idp) throws XmlRefusedException {
		SignedElement.verify(this.element, idp.keys());
	}

	/** Checks that it is for us and of now. */
	void check(String destination, MessageTime time) throws XmlRefusedException {
		if (!destination.equals(Elements.attribute(this.element, "Destination"))) {
			throw new XmlRefusedException("The logout request is for another address.");
		}
		time.notBefore(Elements.attribute(this.element, "IssueInstant"), "The logout request");
		time.notOlder(Elements.attribute(this.element, "IssueInstant"), "The logout request");
		time.notAfter(Elements.attribute(this.element, "NotOnOrAfter"), "The end of the logout request");
	}

	/** Its own id, which counts once. */
	String id() throws XmlRefusedException {
		String id = Elements.attribute(this.element, Names.ID);
		if (id == null || id.isEmpty()) {
			throw new XmlRefusedException("The logout request has no ID.");
		}
		return id;
	}

	/** The keys of the sessions that it means among those of a delegation. */
	List<String> sessions(String delegation, Idp idp) throws XmlRefusedException {
		NameId name = NameId.read(Elements.required(this.element, Names.ASSERTION, "NameID"));
		List<String> keys = new ArrayList<>();
		for (Element index : Elements.children(this.element, Names.PROTOCOL, "SessionIndex")) {
			keys.add(IdpSession.key(delegation, idp.entityId(), name, Elements.text(index)));
		}
		return keys.isEmpty() ? List.of(IdpSession.key(delegation, idp.entityId(), name, null)) : keys;
	}

	@Override
	public String toString() {
		return "LogoutRequest[redacted]";
	}

}
