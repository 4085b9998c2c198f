package fr.passerelle.gateway.wsfed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.SignedElement;
import fr.passerelle.gateway.federation.StrictDom;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.w3c.dom.Element;

/**
 * Decides whether the result of a sign-in proves who a person is. The order is fixed:
 * form, the one token, its signature, then what it says. Everything is read from the
 * assertion whose signature was checked; what is around it is not signed and not read.
 */
final class TokenJudge {

	/** WS-Trust of February 2005, as servers before 2009 speak it, and of OASIS. */
	private static final Set<String> TRUST = Set.of("http://schemas.xmlsoap.org/ws/2005/02/trust",
			"http://docs.oasis-open.org/ws-sx/ws-trust/200512");

	private static final String RESPONSE = "RequestSecurityTokenResponse";

	private final AssertionReader old;

	private final AssertionReader current;

	TokenJudge(MessageTime time) {
		this.old = new OldAssertionReader(time);
		this.current = new CurrentAssertionReader(time);
	}

	/**
	 * Judges a result.
	 * @param bytes the message
	 * @throws XmlRefusedException if it proves nothing
	 */
	Token judge(byte[] bytes, ExpectedToken expected) throws XmlRefusedException {
		Element root = StrictDom.message(bytes).getDocumentElement();
		Element assertion = assertion(response(root));
		if (assertions(root).size() != 1) {
			throw new XmlRefusedException("The result has more than one token.");
		}
		SignedElement.refuseElsewhere(root, List.of(assertion));
		if (!SignedElement.isSigned(assertion)) {
			throw new XmlRefusedException("The token is not signed.");
		}
		SignedElement.verify(assertion, expected.service().keys());
		AssertionReader reader = Names.ASSERTION_11.equals(assertion.getNamespaceURI()) ? this.old : this.current;
		return reader.read(assertion, expected);
	}

	/** The one response, alone or in a collection. */
	private static Element response(Element root) throws XmlRefusedException {
		String namespace = String.valueOf(root.getNamespaceURI());
		if (TRUST.contains(namespace)) {
			if (RESPONSE.equals(root.getLocalName())) {
				return root;
			}
			List<Element> children = Elements.children(root);
			if (Elements.is(root, namespace, RESPONSE + "Collection") && children.size() == 1
					&& Elements.is(children.get(0), namespace, RESPONSE)) {
				return children.get(0);
			}
		}
		throw new XmlRefusedException("The result is not one response of WS-Trust.");
	}

	private static Element assertion(Element response) throws XmlRefusedException {
		Element requested = Elements.required(response, String.valueOf(response.getNamespaceURI()),
				"RequestedSecurityToken");
		List<Element> tokens = Elements.children(requested);
		if (tokens.size() != 1) {
			throw new XmlRefusedException("The result has not exactly one token.");
		}
		Element token = tokens.get(0);
		if (Elements.is(token, Names.ENCRYPTION, "EncryptedData")
				|| Elements.is(token, Names.ASSERTION, "EncryptedAssertion")) {
			throw new XmlRefusedException("The token is encrypted, which is not supported: to be changed at the ENT.");
		}
		if (!isAssertion(token)) {
			throw new XmlRefusedException("The token is no assertion of SAML 1.1 or 2.0.");
		}
		return token;
	}

	private static boolean isAssertion(Element element) {
		return Elements.is(element, Names.ASSERTION_11, "Assertion")
				|| Elements.is(element, Names.ASSERTION, "Assertion");
	}

	/** All assertions of the document, wherever they are; the nesting is bounded. */
	private static List<Element> assertions(Element root) {
		List<Element> found = new ArrayList<>();
		collect(root, found);
		return found;
	}

	private static void collect(Element element, List<Element> found) {
		if (isAssertion(element)) {
			found.add(element);
		}
		Elements.children(element).forEach((child) -> collect(child, found));
	}

}
