package fr.passerelle.gateway.saml;

import fr.passerelle.gateway.establishment.NameIdFormat;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import org.jspecify.annotations.Nullable;

/** The messages that we send, unsigned. */
final class Messages {

	static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

	private final MessageTime time;

	Messages(MessageTime time) {
		this.time = time;
	}

	/** Asks for a login; the answer comes back by POST. */
	String login(Saml saml, Envelope envelope, String back) {
		Xml xml = new Xml().open("samlp:AuthnRequest", "xmlns:samlp", Names.PROTOCOL, "xmlns:saml", Names.ASSERTION,
				"ID", envelope.id(), "Version", "2.0", "IssueInstant", this.time.text(), "Destination",
				envelope.destination(), "ForceAuthn", saml.forceAuthn() ? "true" : null, "AssertionConsumerServiceURL",
				back, "ProtocolBinding", Names.POST);
		xml.element("saml:Issuer", envelope.issuer());
		NameIdFormat format = saml.nameId();
		if (format != null) {
			xml.empty("samlp:NameIDPolicy", "Format", format.urn(), "AllowCreate", "true");
		}
		String context = saml.authnContext();
		if (context != null) {
			xml.open("samlp:RequestedAuthnContext", "Comparison", "exact")
				.element("saml:AuthnContextClassRef", context)
				.close("samlp:RequestedAuthnContext");
		}
		return xml.close("samlp:AuthnRequest").toString();
	}

	/** Asks to end a person's session. */
	String logout(IdpSession session, Envelope envelope) {
		Xml xml = new Xml().open("samlp:LogoutRequest", "xmlns:samlp", Names.PROTOCOL, "xmlns:saml", Names.ASSERTION,
				"ID", envelope.id(), "Version", "2.0", "IssueInstant", this.time.text(), "Destination",
				envelope.destination());
		xml.element("saml:Issuer", envelope.issuer());
		NameId name = session.name();
		xml.element("saml:NameID", name.value(), "Format", name.format(), "NameQualifier", name.qualifier(),
				"SPNameQualifier", name.spQualifier());
		if (session.index() != null) {
			xml.element("samlp:SessionIndex", session.index());
		}
		return xml.close("samlp:LogoutRequest").toString();
	}

	/**
	 * Says that a session is over, or never was.
	 * @param request the id of the request that this answers
	 */
	String loggedOut(Envelope envelope, @Nullable String request) {
		return new Xml()
			.open("samlp:LogoutResponse", "xmlns:samlp", Names.PROTOCOL, "xmlns:saml", Names.ASSERTION, "ID",
					envelope.id(), "Version", "2.0", "IssueInstant", this.time.text(), "Destination",
					envelope.destination(), "InResponseTo", request)
			.element("saml:Issuer", envelope.issuer())
			.open("samlp:Status")
			.empty("samlp:StatusCode", "Value", SUCCESS)
			.close("samlp:Status")
			.close("samlp:LogoutResponse")
			.toString();
	}

	/**
	 * What every message has.
	 *
	 * @param id of the message
	 * @param issuer our name
	 * @param destination where it goes
	 */
	record Envelope(String id, String issuer, String destination) {
	}

}
