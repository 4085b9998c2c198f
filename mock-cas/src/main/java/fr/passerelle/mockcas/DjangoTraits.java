package fr.passerelle.mockcas;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * django-cas-server 2.0, after its templates.
 */
record DjangoTraits() implements Traits {

	static final String XML = "text/xml; charset=utf-8";

	private static final String TEXT = "text/plain; charset=utf-8";

	private static final Duration TICKET_LIFE = Duration.ofSeconds(60);

	private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")
		.withZone(ZoneOffset.UTC);

	@Override
	public Layout layout() {
		return Layout.GROUPED_NAME_VALUE;
	}

	@Override
	public AnswerFormat format(Dialect dialect, HttpCall call) {
		return switch (dialect) {
			case CAS1 -> new Cas1Format(TEXT, TEXT, "no\n");
			case SAML1 -> new DjangoSamlFormat(TICKET_LIFE);
			default -> new CasXmlFormat(XmlStyle.bare(XML, "  ").technical(DjangoTraits::technical));
		};
	}

	static Map<String, String> technical(Validation.Success success) {
		return XmlStyle.fields(time(success.now()), success.ticket().fromNewLogin());
	}

	static String time(Instant instant) {
		return ISO.format(instant.truncatedTo(ChronoUnit.SECONDS));
	}

	@Override
	public Refusal refusal(Refusal.Reason reason, Validations.Question question, @Nullable IssuedTicket ticket) {
		return switch (reason) {
			case MISSING_PARAMETERS -> new Refusal("INVALID_REQUEST", "you must specify a service and a ticket");
			case UNKNOWN_TICKET -> new Refusal("INVALID_TICKET", "ticket not found");
			case WRONG_SERVICE -> new Refusal("INVALID_SERVICE", String.valueOf(question.service()));
			default -> Refusal.usual(reason, question);
		};
	}

	@Override
	public TicketShape tickets() {
		return TicketShape.alphanumeric(61);
	}

	@Override
	public Duration ticketLife() {
		return TICKET_LIFE;
	}

	@Override
	public boolean repeatsRequestId() {
		return false;
	}

	@Override
	public String logoutMessage(String user, String ticket, Instant now) {
		return """
				<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
				 ID="%s" Version="2.0" IssueInstant="%s">
				<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"></saml:NameID>
				<samlp:SessionIndex>%s</samlp:SessionIndex>
				</samlp:LogoutRequest>""".formatted(DjangoSamlFormat.id(), time(now), ticket);
	}

}
