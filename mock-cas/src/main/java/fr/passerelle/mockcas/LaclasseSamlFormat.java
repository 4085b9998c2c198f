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
 * The SAML 1.1 response of laclasse: a window of an hour either way, the assertion's id
 * under the name that SAML 2 gives it, and a refusal without a sentence.
 */
final class LaclasseSamlFormat implements AnswerFormat {

	private static final Duration WINDOW = Duration.ofHours(1);

	private static final String ENVELOPE = """
			<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">
			  <SOAP-ENV:Header />
			  <SOAP-ENV:Body>
			    <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" \
			xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" MajorVersion="1" MinorVersion="1" ResponseID="%s" \
			InResponseTo="%s" IssueInstant="%s" Recipient="%s">
			      <samlp:Status>
			        <samlp:StatusCode Value="samlp:%s" />
			      </samlp:Status>
			%s    </samlp:Response>
			  </SOAP-ENV:Body>
			</SOAP-ENV:Envelope>
			""";

	private static final String ASSERTION = """
			      <saml:Assertion MajorVersion="1" MinorVersion="1" ID="%s" Issuer="%s" IssueInstant="%s">
			        <saml:Conditions NotBefore="%s" NotOnOrAfter="%s">
			          <AudienceRestrictionCondition xmlns="urn:oasis:names:tc:SAML:1.0:assertion">
			            <Audience>%s</Audience>
			          </AudienceRestrictionCondition>
			        </saml:Conditions>
			        <AttributeStatement xmlns="urn:oasis:names:tc:SAML:1.0:assertion">
			%s%s        </AttributeStatement>
			        <AuthenticationStatement AuthenticationInstant="%s" \
			AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password" \
			xmlns="urn:oasis:names:tc:SAML:1.0:assertion">
			%s        </AuthenticationStatement>
			      </saml:Assertion>
			""";

	private static final String SUBJECT = """
			          <Subject>
			            <NameIdentifier>%s</NameIdentifier>
			            <SubjectConfirmation>
			              <ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:artifact</ConfirmationMethod>
			            </SubjectConfirmation>
			          </Subject>
			""";

	private final String issuer;

	/**
	 * Makes the format.
	 * @param issuer the validation address itself
	 */
	LaclasseSamlFormat(String issuer) {
		this.issuer = Markup.escape(issuer);
	}

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		String now = time(success.now());
		String subject = SUBJECT.formatted(Markup.escape(success.user()));
		String assertion = ASSERTION.formatted(id(), this.issuer, now, time(success.now().minus(WINDOW)),
				time(success.now().plus(WINDOW)), Markup.escape(success.audience()), subject,
				attributes(success.attributes()), now, subject);
		return response(success.requestId(), now, success.audience(), "Success", assertion);
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		String service = failure.service();
		return response(failure.requestId(), time(failure.now()), (service != null) ? service : "unknown", "Responder",
				"");
	}

	private String attributes(Map<String, List<String>> attributes) {
		return attributes.entrySet()
			.stream()
			.map((entry) -> """
					          <Attribute AttributeName="%s" AttributeNamespace="%s">
					%s          </Attribute>
					""".formatted(entry.getKey(), this.issuer,
					entry.getValue()
						.stream()
						.map((value) -> "            " + Markup.element("AttributeValue", value) + "\n")
						.collect(Collectors.joining())))
			.collect(Collectors.joining());
	}

	private static Answer response(@Nullable String requestId, String now, String recipient, String status,
			String assertion) {
		return Answer.text(200, LaclasseTraits.XML,
				ENVELOPE.formatted(id(), Markup.escape((requestId != null) ? requestId : "unknown"), now,
						Markup.escape(recipient), status, assertion));
	}

	private static String id() {
		return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
	}

	private static String time(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS).toString();
	}

}
