package fr.passerelle.mockcas;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A SAML 1.1 response in a SOAP envelope.
 */
final class SamlFormat implements AnswerFormat {

	/** As in the sample of the CAS protocol. Apereo's documentation shows one second. */
	private static final Duration WINDOW = Duration.ofSeconds(30);

	private static final String ENVELOPE = """
			<?xml version="1.0" encoding="UTF-8"?>
			<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>\
			<saml1p:Response xmlns:saml1p="urn:oasis:names:tc:SAML:1.0:protocol" ResponseID="_%s"%s \
			IssueInstant="%s" MajorVersion="1" MinorVersion="1"%s>\
			%s</saml1p:Response></SOAP-ENV:Body></SOAP-ENV:Envelope>
			""";

	private static final String ASSERTION = """
			<saml1:Assertion xmlns:saml1="urn:oasis:names:tc:SAML:1.0:assertion" AssertionID="_%s" \
			IssueInstant="%s" Issuer="localhost" MajorVersion="1" MinorVersion="1">\
			<saml1:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml1:AudienceRestrictionCondition>\
			<saml1:Audience>%s</saml1:Audience></saml1:AudienceRestrictionCondition></saml1:Conditions>\
			<saml1:AuthenticationStatement AuthenticationInstant="%s" \
			AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:unspecified">%s</saml1:AuthenticationStatement>\
			%s</saml1:Assertion>\
			""";

	private static final String SUBJECT = """
			<saml1:Subject><saml1:NameIdentifier>%s</saml1:NameIdentifier><saml1:SubjectConfirmation>\
			<saml1:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:artifact</saml1:ConfirmationMethod>\
			</saml1:SubjectConfirmation></saml1:Subject>\
			""";

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		String now = time(success.now());
		String subject = SUBJECT.formatted(Markup.escape(success.user()));
		String assertion = ASSERTION.formatted(UUID.randomUUID(), now, now, time(success.now().plus(WINDOW)),
				Markup.escape(success.audience()), now, subject, statement(subject, success.attributes()));
		return response(success.now(), success.audience(), success.requestId(),
				"<saml1p:Status><saml1p:StatusCode Value=\"saml1p:Success\"/></saml1p:Status>" + assertion);
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		String cause = "INVALID_REQUEST".equals(failure.code()) ? "Requester" : "RequestDenied";
		String status = """
				<saml1p:Status><saml1p:StatusCode Value="saml1p:%s"/>\
				<saml1p:StatusMessage>%s</saml1p:StatusMessage></saml1p:Status>\
				""".formatted(cause, Markup.escape(failure.code() + ": " + failure.text()));
		return response(failure.now(), null, failure.requestId(), status);
	}

	private static Answer response(Instant now, @Nullable String recipient, @Nullable String requestId,
			String content) {
		return Answer.of(200, "text/xml;charset=UTF-8", ENVELOPE.formatted(UUID.randomUUID(),
				attribute("InResponseTo", requestId), time(now), attribute("Recipient", recipient), content));
	}

	private static String statement(String subject, Map<String, List<String>> attributes) {
		if (attributes.isEmpty()) {
			return "";
		}
		return "<saml1:AttributeStatement>" + subject
				+ attributes.entrySet()
					.stream()
					.map((entry) -> attribute(entry.getKey(), entry.getValue()))
					.collect(Collectors.joining())
				+ "</saml1:AttributeStatement>";
	}

	private static String attribute(String name, List<String> values) {
		return "<saml1:Attribute AttributeName=\"%s\" AttributeNamespace=\"http://www.ja-sig.org/products/cas/\">"
			.formatted(name)
				+ values.stream()
					.map((value) -> Markup.element("saml1:AttributeValue", value))
					.collect(Collectors.joining())
				+ "</saml1:Attribute>";
	}

	private static String attribute(String name, @Nullable String value) {
		return (value != null) ? " " + name + "=\"" + Markup.escape(value) + "\"" : "";
	}

	private static String time(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MILLIS).toString();
	}

}
