package fr.passerelle.gateway.cas;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.login.CleanText;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Authenticated;
import fr.passerelle.gateway.login.DelegationOutcome.Refused;
import fr.passerelle.gateway.login.ReleasedAttributes;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * SAML 1.1 over SOAP (CAS 3.0 §4.2): the service goes in the query, the ticket in the
 * body only. It checks status, window, audience and the number of assertions; the usual
 * Java client checks one of them.
 */
final class SamlDialect implements Dialect {

	private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

	private static final String PROTOCOL = "urn:oasis:names:tc:SAML:1.0:protocol";

	private static final String ASSERTION = "urn:oasis:names:tc:SAML:1.0:assertion";

	private final Clock clock;

	SamlDialect(Clock clock) {
		this.clock = clock;
	}

	@Override
	public ValidationRequest request(Cas cas, String service, ServiceTicket ticket) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("TARGET", service);
		if (cas.renew()) {
			parameters.put("renew", "true");
		}
		return new ValidationRequest(CasAddress.with(cas.validationUrl(), parameters), envelope(ticket));
	}

	private String envelope(ServiceTicket ticket) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<soap:Envelope xmlns:soap="%s"><soap:Header/><soap:Body>\
				<samlp:Request xmlns:samlp="%s" MajorVersion="1" MinorVersion="1" RequestID="_%s" IssueInstant="%s">\
				<samlp:AssertionArtifact>%s</samlp:AssertionArtifact>\
				</samlp:Request></soap:Body></soap:Envelope>""".formatted(SOAP, PROTOCOL, SecretText.random(), now,
				escape(ticket.value()));
	}

	/**
	 * A ticket holds none of these; still, unescaped ones have carried a second artifact.
	 */
	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	@Override
	public DelegationOutcome read(Reply reply, String service) throws ValidationFailedException {
		return read(reply, (conditions) -> SamlConditions.check(conditions, service, this.clock));
	}

	/**
	 * Like {@link #read}, for a kept answer: its window is over, and its audience does
	 * not matter any more. Never for a login.
	 */
	DelegationOutcome readKept(Reply reply) throws ValidationFailedException {
		return read(reply, (conditions) -> {
		});
	}

	/** The time that an answer bears; null where it bears none. */
	static @Nullable Instant issued(Reply reply) {
		try {
			String issued = response(StrictXml.parse(reply.text())).attribute("IssueInstant");
			return issued.isBlank() ? null : SamlConditions.instant(issued);
		}
		catch (ValidationFailedException ex) {
			return null;
		}
	}

	private static XmlElement response(XmlElement root) throws ValidationFailedException {
		if (!root.is(SOAP, "Envelope")) {
			throw ValidationFailedException.invalid("The ENT's answer is no SOAP envelope.");
		}
		return root.only(SOAP, "Body").only(PROTOCOL, "Response");
	}

	private DelegationOutcome read(Reply reply, Conditions conditions) throws ValidationFailedException {
		String text = reply.text();
		if (PlainDialect.isRefusal(text)) {
			return new Refused(PlainDialect.REFUSAL);
		}
		XmlElement root = StrictXml.parse(text);
		XmlElement response = response(root);
		String status = localPart(response.only(PROTOCOL, "Status").only(PROTOCOL, "StatusCode").attribute("Value"));
		if (!status.equals("Success")) {
			return new Refused(CleanText.code(status));
		}
		if (root.descendants(ASSERTION, "Assertion").size() != 1) {
			throw ValidationFailedException.invalid("The ENT's answer does not have exactly one assertion.");
		}
		XmlElement assertion = response.only(ASSERTION, "Assertion");
		conditions.check(assertion.children(ASSERTION, "Conditions"));
		return new Authenticated(attributes(assertion).of(user(assertion)));
	}

	/** The prefix of the status is the sender's choice (samlp, saml1p, none). */
	private static String localPart(String value) {
		String name = value.strip();
		return name.substring(name.lastIndexOf(':') + 1);
	}

	private static String user(XmlElement assertion) throws ValidationFailedException {
		Set<String> users = new LinkedHashSet<>();
		for (XmlElement identifier : assertion.descendants(ASSERTION, "NameIdentifier")) {
			if (!identifier.isLeaf()) {
				throw ValidationFailedException.invalid("The user in the ENT's answer holds markup.");
			}
			users.add(CleanText.user(identifier.text()));
		}
		if (users.size() != 1) {
			throw ValidationFailedException.invalid("The ENT's answer does not name exactly one user.");
		}
		return users.iterator().next();
	}

	private static ReleasedAttributes attributes(XmlElement assertion) throws ValidationFailedException {
		ReleasedAttributes attributes = new ReleasedAttributes();
		for (XmlElement statement : assertion.children(ASSERTION, "AttributeStatement")) {
			for (XmlElement attribute : statement.children(ASSERTION, "Attribute")) {
				List<XmlElement> values = attribute.children(ASSERTION, "AttributeValue");
				for (XmlElement value : values) {
					attributes.add(attribute.attribute("AttributeName"), value.text());
				}
			}
		}
		return attributes;
	}

	/** What an assertion's conditions must fulfil. */
	private interface Conditions {

		void check(List<XmlElement> conditions) throws ValidationFailedException;

	}

}
