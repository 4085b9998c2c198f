package fr.passerelle.mockcas;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * The SAML 1.1 response of django-cas-server: white space around the audience, one id for
 * the response and its assertion, and the sentence of a refusal inside its status code.
 */
final class DjangoSamlFormat implements AnswerFormat {

	private static final String ENVELOPE = """
			<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">
			  <SOAP-ENV:Header />
			  <SOAP-ENV:Body>
			    <Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"
			    xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
			    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" IssueInstant="%s"
			    MajorVersion="1" MinorVersion="1" Recipient="%s"
			    ResponseID="%s">
			      <Status>
			        <StatusCode Value="samlp:%s">%s</StatusCode>
			      </Status>
			%s    </Response>
			  </SOAP-ENV:Body>
			</SOAP-ENV:Envelope>
			""";

	private static final String ASSERTION = """
			      <Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion" AssertionID="%s"
			      IssueInstant="%s" Issuer="localhost" MajorVersion="1"
			      MinorVersion="1">
			        <Conditions NotBefore="%s" NotOnOrAfter="%s">
			          <AudienceRestrictionCondition>
			            <Audience>
			              %s
			            </Audience>
			          </AudienceRestrictionCondition>
			        </Conditions>
			        <AttributeStatement>
			%s%s        </AttributeStatement>
			        <AuthenticationStatement AuthenticationInstant="%s"
			        AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password">
			%s        </AuthenticationStatement>
			      </Assertion>
			""";

	private static final String SUBJECT = """
			          <Subject>
			            <NameIdentifier>%s</NameIdentifier>
			            <SubjectConfirmation>
			              <ConfirmationMethod>
			                urn:oasis:names:tc:SAML:1.0:cm:artifact
			              </ConfirmationMethod>
			            </SubjectConfirmation>
			          </Subject>
			""";

	private static final SecureRandom RANDOM = new SecureRandom();

	private final Duration window;

	DjangoSamlFormat(Duration window) {
		this.window = window;
	}

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		String now = DjangoTraits.time(success.now());
		String id = id();
		String subject = SUBJECT.formatted(Markup.escape(success.user()));
		String technical = DjangoTraits.technical(success)
			.entrySet()
			.stream()
			.map((entry) -> attribute(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining());
		String attributes = success.attributes()
			.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue().stream().map((value) -> attribute(entry.getKey(), value)))
			.collect(Collectors.joining());
		String assertion = ASSERTION.formatted(id, now, now,
				DjangoTraits.time(success.ticket().issuedAt().plus(this.window)), Markup.escape(success.audience()),
				subject, technical + attributes, now, subject);
		return response(now, success.audience(), id, "Success", "\n        ", assertion);
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		boolean unreadable = "INVALID_REQUEST".equals(failure.code());
		return response(DjangoTraits.time(failure.now()), "", id(), unreadable ? "VersionMismatch" : "AuthnFailed",
				unreadable ? "" : failure.text(), "");
	}

	private static String attribute(String name, String value) {
		return """
				          <Attribute AttributeName="%s" AttributeNamespace="http://www.ja-sig.org/products/cas/">
				            %s
				          </Attribute>
				""".formatted(name, Markup.element("AttributeValue", value));
	}

	private static Answer response(String now, String recipient, String id, String status, String text,
			String assertion) {
		return Answer.text(200, DjangoTraits.XML,
				ENVELOPE.formatted(now, Markup.escape(recipient), id, status, Markup.escape(text), assertion));
	}

	static String id() {
		return TicketShape.letters(RANDOM, 64);
	}

}
