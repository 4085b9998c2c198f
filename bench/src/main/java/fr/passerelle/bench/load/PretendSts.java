package fr.passerelle.bench.load;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token service of WS-Federation that signs each person in without a question, with a
 * SAML 1.1 token in an answer of WS-Trust 2005.
 */
final class PretendSts implements EventServer.Role {

	static final String ISSUER = "urn:bench:sts";

	private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

	private final SigningKey key;

	private final AtomicLong people = new AtomicLong();

	PretendSts(SigningKey key) {
		this.key = key;
	}

	@Override
	public byte[] answer(String target, String head, String body) {
		String realm = URLDecoder.decode(PretendServers.parameter(target, "wtrealm"), StandardCharsets.UTF_8);
		String back = URLDecoder.decode(PretendServers.parameter(target, "wreply"), StandardCharsets.UTF_8);
		String result = "<t:RequestSecurityTokenResponse xmlns:t=\"http://schemas.xmlsoap.org/ws/2005/02/trust\"><t:RequestedSecurityToken>"
				+ token(realm, Instant.now().truncatedTo(ChronoUnit.MILLIS))
				+ "</t:RequestedSecurityToken></t:RequestSecurityTokenResponse>";
		String form = "wa=wsignin1.0&wresult=" + URLEncoder.encode(result, StandardCharsets.UTF_8) + "&wctx="
				+ PretendServers.parameter(target, "wctx");
		return EventServer.Role.http("200 OK", Logins.FORM + ": " + back + "\r\n", form);
	}

	private String token(String realm, Instant now) {
		long number = this.people.incrementAndGet();
		String id = "_t" + number;
		String begin = "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\" AssertionID=\"" + id
				+ "\" IssueInstant=\"" + now + "\" Issuer=\"" + ISSUER + "\" MajorVersion=\"1\" MinorVersion=\"1\">";
		String person = "<saml:Subject><saml:NameIdentifier>w" + number
				+ "</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:bearer"
				+ "</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>";
		String rest = "<saml:Conditions NotBefore=\"" + now + "\" NotOnOrAfter=\"" + now.plusSeconds(300)
				+ "\"><saml:AudienceRestrictionCondition><saml:Audience>" + realm
				+ "</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions><saml:AttributeStatement>"
				+ person + claim("ENTPersonProfils", "National_TUT")
				+ claim("ENTPersonStructRattachRNE", Schools.STS_UAI) + claim("surname", "Martin")
				+ claim("givenname", "Camille") + "</saml:AttributeStatement>";
		return begin + rest + this.key.xmlSignature(begin + rest + "</saml:Assertion>", id) + "</saml:Assertion>";
	}

	private static String claim(String name, String value) {
		return "<saml:Attribute AttributeName=\"" + name + "\" AttributeNamespace=\"" + CLAIMS
				+ "\"><saml:AttributeValue>" + value + "</saml:AttributeValue></saml:Attribute>";
	}

}
