package fr.passerelle.bench.load;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A SAML 2 provider that signs each person in without a question. Its assertion is signed
 * and not encrypted.
 */
final class PretendSaml implements EventServer.Role {

	static final String ENTITY = "urn:bench:saml";

	private static final int MAX_REQUEST = 16 * 1024;

	private final SigningKey key;

	private final AtomicLong people = new AtomicLong();

	PretendSaml(SigningKey key) {
		this.key = key;
	}

	@Override
	public byte[] answer(String target, String head, String body) {
		String request = inflated(decode(PretendServers.parameter(target, "SAMLRequest")));
		String back = attribute(request, "AssertionConsumerServiceURL");
		String form = "SAMLResponse="
				+ encode(Base64.getEncoder()
					.encodeToString(response(request, back, Instant.now().truncatedTo(ChronoUnit.SECONDS))
						.getBytes(StandardCharsets.UTF_8)))
				+ "&RelayState=" + PretendServers.parameter(target, "RelayState");
		return EventServer.Role.http("200 OK", Logins.FORM + ": " + back + "\r\n", form);
	}

	private String response(String request, String back, Instant now) {
		long number = this.people.incrementAndGet();
		String asked = attribute(request, "ID");
		String issuer = request.substring(request.indexOf("Issuer"));
		String service = issuer.substring(issuer.indexOf('>') + 1, issuer.indexOf('<'));
		String id = "_a" + number;
		String until = now.plusSeconds(300).toString();
		String begin = "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"" + id
				+ "\" IssueInstant=\"" + now + "\" Version=\"2.0\"><saml:Issuer>" + ENTITY + "</saml:Issuer>";
		String rest = "<saml:Subject><saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">s"
				+ number + "</saml:NameID>"
				+ "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><saml:SubjectConfirmationData InResponseTo=\""
				+ asked + "\" NotOnOrAfter=\"" + until + "\" Recipient=\"" + back
				+ "\"></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>"
				+ "<saml:Conditions NotOnOrAfter=\"" + until + "\"><saml:AudienceRestriction><saml:Audience>" + service
				+ "</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant=\""
				+ now + "\" SessionIndex=\"" + id + "\"><saml:AuthnContext>"
				+ "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>"
				+ "</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>"
				+ attributeOf("ENTPersonProfils", "National_TUT")
				+ attributeOf("ENTPersonStructRattachRNE", Schools.SAML_UAI) + attributeOf("sn", "Martin")
				+ attributeOf("givenName", "Camille") + "</saml:AttributeStatement></saml:Assertion>";
		return "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r" + number
				+ "\" Version=\"2.0\" IssueInstant=\"" + now + "\" InResponseTo=\"" + asked + "\" Destination=\"" + back
				+ "\"><samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>"
				+ begin + this.key.xmlSignature(begin + rest, id) + rest + "</samlp:Response>";
	}

	private static String attributeOf(String name, String value) {
		return "<saml:Attribute Name=\"" + name + "\"><saml:AttributeValue>" + value
				+ "</saml:AttributeValue></saml:Attribute>";
	}

	private static String inflated(String request) {
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(Base64.getDecoder().decode(request));
			byte[] text = new byte[MAX_REQUEST];
			return new String(text, 0, inflater.inflate(text), StandardCharsets.UTF_8);
		}
		catch (DataFormatException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			inflater.end();
		}
	}

	private static String attribute(String xml, String name) {
		int begin = xml.indexOf(" " + name + "=\"") + name.length() + 3;
		return xml.substring(begin, xml.indexOf('"', begin));
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
