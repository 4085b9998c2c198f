package fr.passerelle.gateway.wsfed;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import fr.passerelle.gateway.establishment.NameIdFormat;
import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.w3c.dom.Element;

/** Reads assertions of SAML 2.0 as tokens. */
final class CurrentAssertionReader extends AssertionReader {

	private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

	CurrentAssertionReader(MessageTime time) {
		super(time, Names.ASSERTION, "AudienceRestriction",
				Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction"));
	}

	@Override
	Token read(Element assertion, ExpectedToken expected) throws XmlRefusedException {
		require("2.0".equals(Elements.attribute(assertion, "Version")), "The token is not of SAML 2.0.");
		require(expected.service()
			.issuer()
			.equals(Elements.text(Elements.required(assertion, Names.ASSERTION, "Issuer"))),
				"The token is by another service.");
		check(assertion, expected);
		Element subject = Elements.required(assertion, Names.ASSERTION, "Subject");
		require(Elements.child(subject, Names.ASSERTION, "EncryptedID") == null,
				"The person's name is encrypted, which is not supported.");
		requireBearer(subject, expected);
		Element name = Elements.child(subject, Names.ASSERTION, "NameID");
		boolean passing = name != null && NameIdFormat.TRANSIENT.urn().equals(Elements.attribute(name, "Format"));
		return new Token(Objects.requireNonNull(Elements.attribute(assertion, Names.ID)), name(subject, "NameID"),
				passing, claims(assertion));
	}

	private void requireBearer(Element subject, ExpectedToken expected) throws XmlRefusedException {
		XmlRefusedException reason = new XmlRefusedException("The token has no bearer confirmation.");
		for (Element confirmation : Elements.children(subject, Names.ASSERTION, "SubjectConfirmation")) {
			if (BEARER.equals(Elements.attribute(confirmation, "Method"))) {
				try {
					check(Elements.children(confirmation, Names.ASSERTION, "SubjectConfirmationData"), expected);
					return;
				}
				catch (XmlRefusedException ex) {
					reason = ex;
				}
			}
		}
		throw reason;
	}

	/**
	 * Token services may leave the data out. A token that answers a request is an answer
	 * of SAML 2 in another envelope.
	 */
	private void check(List<Element> data, ExpectedToken expected) throws XmlRefusedException {
		for (Element one : data) {
			String recipient = Elements.attribute(one, "Recipient");
			require(recipient == null || recipient.equals(expected.back()), "The token is for another address.");
			require(Elements.attribute(one, "InResponseTo") == null, "The token answers a request of SAML 2.");
			time().notAfter(Elements.attribute(one, "NotOnOrAfter"), "The end of the token's confirmation");
			time().notBefore(Elements.attribute(one, "NotBefore"), "The begin of the token's confirmation");
		}
	}

	@Override
	String address(Element attribute) {
		return attribute.getAttributeNS(null, "Name").strip();
	}

}
