package fr.passerelle.mockcas;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * entcore with its connector for PRONOTE, after its source code and the documentation of
 * Edifice.
 */
record EdificeTraits(Set<Quirk> quirks) implements Traits {

	/** No media type at all, and neither time nor login: the two flags are never set. */
	private static final XmlStyle XML = XmlStyle.bare(null, "    ").technical((success) -> {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("longTermAuthenticationRequestTokenUsed", "false");
		fields.put("isFromNewLogin", "false");
		return fields;
	});

	private static final DateTimeFormatter LOGOUT_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ")
		.withZone(ZoneId.of("Europe/Paris"));

	@Override
	public Layout layout() {
		return Layout.NESTED;
	}

	/** The connector names no school. */
	@Override
	public Map<String, List<String>> attributes(Person person) {
		ReleasedAttributes released = new ReleasedAttributes(person);
		if (!person.lastName().isEmpty() && !person.firstName().isEmpty()) {
			released.add("nom", person.lastName()).add("prenom", person.firstName());
		}
		released.add("dateNaissance", released.birthDate(ReleasedAttributes.FRENCH))
			.copy("codePostal", ReleasedAttributes.POSTAL_CODE);
		return released
			.add("categories",
					String.join(";", person.profiles().stream().map(EdificeTraits::category).distinct().toList()))
			.all();
	}

	/**
	 * There are four kinds of people: pupils, relatives, teachers, and staff for the
	 * rest.
	 */
	private static String category(String code) {
		String number = "National_DOC".equals(code) ? "National_3" : ProfileCodes.number(code);
		return switch (number) {
			case "National_1", "National_2", "National_3" -> number;
			default -> "National_4";
		};
	}

	@Override
	public Set<Dialect> dialects() {
		return Set.of(Dialect.CAS2, Dialect.CAS2_PROXY, Dialect.SAML1);
	}

	@Override
	public AnswerFormat format(Dialect dialect, HttpCall call) {
		return (dialect == Dialect.SAML1) ? new EdificeSamlFormat() : new CasXmlFormat(XML);
	}

	@Override
	public Refusal refusal(Refusal.Reason reason, Validations.Question question, @Nullable IssuedTicket ticket) {
		return switch (reason) {
			case MISTAKE, MISSING_PARAMETERS ->
				new Refusal("INVALID_REQUEST", "not all of the required request parameters were present");
			case UNKNOWN_TICKET, OLD_LOGIN, UNKNOWN_PERSON -> new Refusal("INVALID_TICKET",
					"the ticket provided was not valid, or the ticket did not come from an initial login and \"renew\" "
							+ "was set on validation.");
			case WRONG_SERVICE -> new Refusal("INVALID_SERVICE",
					"the ticket provided was valid, but the service specified did not match the service associated "
							+ "with the ticket. CAS MUST invalidate the ticket and disallow future validation of that "
							+ "same ticket.");
			case PROXY_TICKET, PROXYING -> new Refusal("UNAUTHORIZED_SERVICE_PROXY",
					"the service is not authorized to perform proxy authentication");
		};
	}

	@Override
	public boolean isSameService(String issuedFor, String asked) {
		return issuedFor.equalsIgnoreCase(asked);
	}

	@Override
	public boolean heedsRenew() {
		return !this.quirks.contains(Quirk.RENEW_IGNORED);
	}

	@Override
	public TicketShape tickets() {
		return TicketShape.RANDOM_UUID;
	}

	@Override
	public boolean repeatsRequestId() {
		return false;
	}

	@Override
	public boolean checksServiceAfterSignIn() {
		return true;
	}

	@Override
	public Answer unknownService(Pages pages, List<Person> people, String service) {
		return Answer.text(400, null, "INVALID_SERVICE");
	}

	@Override
	public String ticketParameter(HttpCall call, String usual) {
		String wanted = call.query("ticketAttributeName");
		return (wanted != null && !wanted.isBlank()) ? Traits.encoded(wanted) : usual;
	}

	@Override
	public SloStyle slo() {
		return SloStyle.RAW;
	}

	@Override
	public String logoutMessage(String user, String ticket, Instant now) {
		return """
				<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
				     ID="%s" Version="2.0" IssueInstant="%s">
				    <saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">
				      @NOT_USED@
				    </saml:NameID>
				    <samlp:SessionIndex>%s</samlp:SessionIndex>
				  </samlp:LogoutRequest>""".formatted(UUID.randomUUID(), LOGOUT_TIME.format(now), ticket);
	}

	@Override
	public @Nullable String rawLogoutType() {
		return null;
	}

}
