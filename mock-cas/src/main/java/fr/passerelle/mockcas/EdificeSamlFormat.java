package fr.passerelle.mockcas;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The SAML 1.1 response of entcore: elements without prefix, the attributes before the
 * authentication, an attribute for each value, and a blank before some closing brackets.
 */
final class EdificeSamlFormat implements AnswerFormat {

	private static final Duration WINDOW = Duration.ofSeconds(30);

	private static final String ENVELOPE = """
			<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header/>\
			<SOAP-ENV:Body><Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol" \
			xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" \
			xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
			IssueInstant="%s" MajorVersion="1" MinorVersion="1" Recipient="%s" ResponseID="_%s"><Status>%s</Status>\
			%s</Response></SOAP-ENV:Body></SOAP-ENV:Envelope>""";

	private static final String ASSERTION = """
			<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion" AssertionID="_%s" IssueInstant="%s" \
			Issuer="localhost" MajorVersion="1" MinorVersion="1"><Conditions NotBefore="%s" NotOnOrAfter="%s">\
			<AudienceRestrictionCondition><Audience>%s</Audience></AudienceRestrictionCondition></Conditions>\
			<AttributeStatement>%s%s</AttributeStatement><AuthenticationStatement  AuthenticationInstant="%s" \
			AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password">%s</AuthenticationStatement ></Assertion>""";

	private static final String SUBJECT = """
			<Subject><NameIdentifier>%s</NameIdentifier><SubjectConfirmation><ConfirmationMethod>\
			urn:oasis:names:tc:SAML:1.0:cm:artifact</ConfirmationMethod></SubjectConfirmation></Subject>""";

	private static final String ATTRIBUTE = """
			<Attribute  AttributeName="%s" AttributeNamespace="http://www.ja-sig.org/products/cas">\
			<AttributeValue >%s</AttributeValue ></Attribute >""";

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		String now = time(success.now());
		String subject = SUBJECT.formatted(Markup.escape(success.user()));
		String attributes = success.attributes()
			.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue()
				.stream()
				.map((value) -> ATTRIBUTE.formatted(entry.getKey(), Markup.escape(value))))
			.collect(Collectors.joining());
		return response(now, success.audience(), "<StatusCode Value=\"samlp:Success\"></StatusCode>",
				ASSERTION.formatted(UUID.randomUUID(), now, now, time(success.now().plus(WINDOW)),
						Markup.escape(success.audience()), subject, attributes, now, subject));
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		return response(time(failure.now()), "localhost",
				"<StatusCode Value=\"samlp:Responder\"></StatusCode>" + Markup.element("StatusMessage", failure.text()),
				"");
	}

	private static Answer response(String now, String recipient, String status, String assertion) {
		return Answer.text(200, null,
				ENVELOPE.formatted(now, Markup.escape(recipient), UUID.randomUUID(), status, assertion));
	}

	private static String time(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MILLIS).toString();
	}

}
