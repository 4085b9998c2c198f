package fr.passerelle.mockcas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Apereo CAS, after its templates and its documentation.
 */
record ApereoTraits(Set<Quirk> quirks) implements Traits {

	private static final XmlStyle XML = XmlStyle.bare("application/xml;charset=UTF-8", "    ").singleQuoted();

	@Override
	public AnswerFormat format(Dialect dialect, HttpCall call) {
		return format(dialect, call, this.quirks.contains(Quirk.CAS2_ATTRIBUTES));
	}

	static AnswerFormat format(Dialect dialect, HttpCall call, boolean cas2Attributes) {
		AnswerFormat usual = Traits.USUAL.format(dialect, call);
		if (!(usual instanceof CasXmlFormat)) {
			return usual;
		}
		boolean cas3 = dialect == Dialect.CAS3 || dialect == Dialect.CAS3_PROXY;
		return new CasXmlFormat((cas3 || cas2Attributes) ? XML : XML.withoutAttributes());
	}

	@Override
	public Refusal refusal(Refusal.Reason reason, Validations.Question question, @Nullable IssuedTicket ticket) {
		return refusalOf(reason, question, ticket);
	}

	static Refusal refusalOf(Refusal.Reason reason, Validations.Question question, @Nullable IssuedTicket ticket) {
		return switch (reason) {
			case UNKNOWN_TICKET ->
				new Refusal("INVALID_TICKET", "Ticket '%s' not recognized".formatted(question.ticket()));
			case WRONG_SERVICE -> new Refusal("INVALID_SERVICE",
					"Ticket '%s' does not match supplied service. The original service was '%s' and the supplied service was '%s'."
						.formatted(question.ticket(), (ticket != null) ? ticket.service() : "", question.service()));
			default -> Refusal.usual(reason, question);
		};
	}

	@Override
	public String logoutMessage(String user, String ticket, Instant now) {
		return message(user, ticket, now);
	}

	static String message(String user, String ticket, Instant now) {
		return """
				<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="LR-%s" Version="2.0" \
				IssueInstant="%s"><saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:NameID>\
				<samlp:SessionIndex>%s</samlp:SessionIndex></samlp:LogoutRequest>""".formatted(UUID.randomUUID(),
				now.truncatedTo(ChronoUnit.SECONDS), Markup.escape(user), ticket);
	}

}
