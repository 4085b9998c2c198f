package fr.passerelle.gateway.wsfed;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.function.Consumer;

import fr.passerelle.gateway.saml.TestKeys;
import fr.passerelle.gateway.saml.TestXml;
import org.w3c.dom.Document;

/** A valid result of a sign-in, of which a test changes one thing. */
final class TokenDraft {

	static final String ISSUER = "http://sts.example.fr/adfs/services/trust";

	static final String BACK = "https://0330001a.example.fr/.passerelle/wsfed";

	static final String OLD_TRUST = "http://schemas.xmlsoap.org/ws/2005/02/trust";

	static final String TRUST = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";

	static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

	static final String BEARER_11 = "urn:oasis:names:tc:SAML:1.0:cm:bearer";

	final boolean old;

	String trust = OLD_TRUST;

	boolean collection;

	String id = "_t1";

	String issuer = ISSUER;

	String realm = BACK;

	String user = "mdupont";

	String nameFormat = "";

	String issuedAt;

	String conditions;

	String moreConditions = "";

	String confirmation;

	String authentication;

	String claims;

	/** Beside the token in the response. */
	String beside = "";

	/** Beside the token in its own envelope. */
	String second = "";

	private TokenDraft(boolean old, Instant now) {
		this.old = old;
		this.issuedAt = now.toString();
		this.conditions = " NotBefore=\"" + now.minusSeconds(2) + "\" NotOnOrAfter=\"" + now.plusSeconds(3600) + "\"";
		this.confirmation = old
				? "<saml:SubjectConfirmation><saml:ConfirmationMethod>" + BEARER_11
						+ "</saml:ConfirmationMethod></saml:SubjectConfirmation>"
				: "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"/>";
		// Traps W-06: real servers write the end here.
		String instant = now.plusSeconds(28_800).toString();
		this.authentication = old ? " AuthenticationInstant=\"" + instant + "\"" : " AuthnInstant=\"" + instant + "\"";
		this.claims = claim("http://schemas.microsoft.com/ws/2008/06/identity/claims", "role", "National_TUT", "autre")
				+ claim(CLAIMS, "surname", "Dupont");
	}

	/** With a token of SAML 1.1. */
	static TokenDraft old(Instant now) {
		return new TokenDraft(true, now);
	}

	/** With a token of SAML 2.0. */
	static TokenDraft current(Instant now) {
		return new TokenDraft(false, now);
	}

	static TokenDraft of(boolean old, Instant now) {
		return new TokenDraft(old, now);
	}

	TokenDraft with(Consumer<TokenDraft> change) {
		change.accept(this);
		return this;
	}

	/** One claim with its values, as this version of SAML writes it. */
	String claim(String namespace, String name, String... values) {
		StringBuilder text = new StringBuilder(
				this.old ? "<saml:Attribute AttributeName=\"" + name + "\" AttributeNamespace=\"" + namespace + "\">"
						: "<saml:Attribute Name=\"" + namespace + "/" + name + "\">");
		for (String value : values) {
			text.append("<saml:AttributeValue>").append(value).append("</saml:AttributeValue>");
		}
		return text.append("</saml:Attribute>").toString();
	}

	/** The result, signed by the service. */
	String signed() {
		return signed(TestKeys.key());
	}

	String signed(Key key) {
		Document document = TestXml.parse(xml());
		TestXml.signing(key).sign(TestXml.find(document, "Assertion"));
		return TestXml.text(document);
	}

	String xml() {
		String response = "<t:RequestSecurityTokenResponse" + (this.collection ? "" : namespace())
				+ " Context=\"x\"><t:Lifetime><wsu:Created xmlns:wsu=\"urn:u\">2001-01-01T00:00:00Z</wsu:Created>"
				+ "<wsu:Expires xmlns:wsu=\"urn:u\">2001-01-01T01:00:00Z</wsu:Expires></t:Lifetime>" + this.beside
				+ "<t:RequestedSecurityToken>" + (this.old ? old() : current()) + this.second
				+ "</t:RequestedSecurityToken><t:RequestType>http://schemas.xmlsoap.org/ws/2005/02/trust/Issue"
				+ "</t:RequestType></t:RequestSecurityTokenResponse>";
		return this.collection ? "<t:RequestSecurityTokenResponseCollection" + namespace() + ">" + response
				+ "</t:RequestSecurityTokenResponseCollection>" : response;
	}

	private String namespace() {
		return " xmlns:t=\"" + this.trust + "\"";
	}

	private String old() {
		String name = this.user.isEmpty() ? "" : "<saml:NameIdentifier>" + this.user + "</saml:NameIdentifier>";
		String subject = "<saml:Subject>" + name + this.confirmation + "</saml:Subject>";
		return "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\" MajorVersion=\"1\""
				+ " MinorVersion=\"1\" AssertionID=\"" + this.id + "\" Issuer=\"" + this.issuer + "\" IssueInstant=\""
				+ this.issuedAt + "\"><saml:Conditions" + this.conditions
				+ "><saml:AudienceRestrictionCondition><saml:Audience>" + this.realm
				+ "</saml:Audience></saml:AudienceRestrictionCondition>" + this.moreConditions
				+ "</saml:Conditions><saml:AttributeStatement>" + subject + this.claims
				+ "</saml:AttributeStatement><saml:AuthenticationStatement" + this.authentication + ">" + subject
				+ "</saml:AuthenticationStatement></saml:Assertion>";
	}

	private String current() {
		String name = this.user.isEmpty() ? "" : "<saml:NameID" + this.nameFormat + ">" + this.user + "</saml:NameID>";
		return "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" Version=\"2.0\" ID=\"" + this.id
				+ "\" IssueInstant=\"" + this.issuedAt + "\"><saml:Issuer>" + this.issuer
				+ "</saml:Issuer><saml:Subject>" + name + this.confirmation + "</saml:Subject><saml:Conditions"
				+ this.conditions + "><saml:AudienceRestriction><saml:Audience>" + this.realm
				+ "</saml:Audience></saml:AudienceRestriction>" + this.moreConditions
				+ "</saml:Conditions><saml:AttributeStatement>" + this.claims
				+ "</saml:AttributeStatement><saml:AuthnStatement" + this.authentication + "/></saml:Assertion>";
	}

	static byte[] bytes(String xml) {
		return xml.getBytes(StandardCharsets.UTF_8);
	}

}
