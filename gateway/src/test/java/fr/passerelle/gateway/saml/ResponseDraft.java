package fr.passerelle.gateway.saml;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

import org.w3c.dom.Document;

/** A valid answer of an identity provider, of which a test changes one thing. */
final class ResponseDraft {

	static final String IDP = "https://idp.example.fr/idp";

	static final String SP = "https://0330001a.example.fr/.passerelle/saml2/metadata";

	static final String ACS = "https://0330001a.example.fr/.passerelle/saml2/acs";

	static final String REQUEST = "_request1";

	String responseIssuer = "<saml:Issuer>" + IDP + "</saml:Issuer>";

	String responseAttributes = " Destination=\"" + ACS + "\" InResponseTo=\"" + REQUEST + "\"";

	String extensions = "";

	String status = "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>";

	String assertionIssuer = "<saml:Issuer>" + IDP + "</saml:Issuer>";

	String nameId = "<saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">mdupont</saml:NameID>";

	String confirmation;

	String conditions;

	String audience = "<saml:AudienceRestriction><saml:Audience>" + SP + "</saml:Audience></saml:AudienceRestriction>";

	String authentication = "<saml:AuthnStatement AuthnInstant=\"2020-01-01T00:00:00Z\" SessionIndex=\"i1\">"
			+ "<saml:AuthnContext><saml:AuthnContextClassRef>urn:c:password</saml:AuthnContextClassRef>"
			+ "</saml:AuthnContext></saml:AuthnStatement>";

	String attributes = "<saml:AttributeStatement><saml:Attribute Name=\"ENTPersonProfils\">"
			+ "<saml:AttributeValue>National_TUT</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>";

	boolean withAssertion = true;

	ResponseDraft(Instant now) {
		this.confirmation = confirmation(ACS, REQUEST, now.plusSeconds(300));
		this.conditions = " NotBefore=\"" + now.minusSeconds(2) + "\" NotOnOrAfter=\"" + now.plusSeconds(58) + "\"";
	}

	static String confirmation(String recipient, String request, Instant end) {
		return "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
				+ "<saml:SubjectConfirmationData Recipient=\"" + recipient + "\" InResponseTo=\"" + request
				+ "\" NotOnOrAfter=\"" + end + "\"/></saml:SubjectConfirmation>";
	}

	ResponseDraft with(Consumer<ResponseDraft> change) {
		change.accept(this);
		return this;
	}

	Document document() {
		return TestXml.parse(xml());
	}

	String xml() {
		String assertion = "<saml:Assertion ID=\"_a1\" Version=\"2.0\" IssueInstant=\"2020-01-01T00:00:00Z\">"
				+ this.assertionIssuer + "<saml:Subject>" + this.nameId + this.confirmation + "</saml:Subject>"
				+ "<saml:Conditions" + this.conditions + ">" + this.audience + "</saml:Conditions>"
				+ this.authentication + this.attributes + "</saml:Assertion>";
		return "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
				+ " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_r1\" Version=\"2.0\""
				+ " IssueInstant=\"2020-01-01T00:00:00Z\"" + this.responseAttributes + ">" + this.responseIssuer
				+ this.extensions + this.status + (this.withAssertion ? assertion : "") + "</samlp:Response>";
	}

	static byte[] bytes(String xml) {
		return xml.getBytes(StandardCharsets.UTF_8);
	}

}
