package fr.passerelle.mockcas;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * laclasse.com, after its source code. The attributes are those that it has for PRONOTE
 * and for applications of the national framework.
 */
record LaclasseTraits(Set<Quirk> quirks) implements Traits {

	static final String XML = "text/xml; charset=\"UTF-8\"";

	private static final XmlStyle STYLE = XmlStyle.bare(XML, "  ").lists(Set.of("ENTAuxEnsClasses"));

	/** Sixteen digits of the time and thirteen characters. */
	private static final TicketShape TICKETS = (prefix, count, random, host) -> prefix + "-"
			+ "%016X".formatted(random.nextLong()) + TicketShape.letters(random, 13);

	@Override
	public Layout layout() {
		return this.quirks.contains(Quirk.ATTRIBUTES_TWICE) ? Layout.FLAT_AND_GROUPED : Layout.FLAT;
	}

	/** One profile and one school, those that are active; what is unknown is empty. */
	@Override
	public Map<String, List<String>> attributes(Person person) {
		ReleasedAttributes released = new ReleasedAttributes(person);
		List<String> profile = first(person.profiles());
		List<String> school = first(person.establishments());
		return released.always("uid", List.of(person.username()))
			.always("login", List.of(person.username()))
			.always("nom", text(person.lastName()))
			.always("prenom", text(person.firstName()))
			.always("dateNaissance", released.birthDate(DateTimeFormatter.ISO_LOCAL_DATE))
			.always("codePostal", first(released.values(ReleasedAttributes.POSTAL_CODE)))
			.always("ENTPersonProfils", profile)
			.always("ENTPersonStructRattach", school)
			.always("ENTPersonStructRattachRNE", school)
			.always("categories", profile.stream().map(LaclasseTraits::category).toList())
			.copy("ENTEleveNivFormation", "ENTEleveNivFormation")
			.add("ENTEleveClasses", first(released.values("ENTEleveClasses")))
			.copy("ENTPersonJointure", "ENTPersonJointure")
			.copy("ENTAuxEnsClasses", "ENTAuxEnsClasses")
			.all();
	}

	private static String category(String code) {
		return switch (code.toUpperCase(Locale.ROOT)) {
			case "NATIONAL_DOC" -> "National_3";
			case "NATIONAL_COL" -> "National_4";
			default -> ProfileCodes.number(code);
		};
	}

	private static List<String> first(List<String> values) {
		return values.subList(0, Math.min(1, values.size()));
	}

	private static List<String> text(String value) {
		return value.isEmpty() ? List.of() : List.of(value);
	}

	@Override
	public Set<Dialect> dialects() {
		return Set.of(Dialect.CAS2, Dialect.CAS2_PROXY, Dialect.CAS3, Dialect.CAS3_PROXY, Dialect.SAML1);
	}

	@Override
	public AnswerFormat format(Dialect dialect, HttpCall call) {
		return (dialect == Dialect.SAML1) ? new LaclasseSamlFormat(call.base() + Dialect.SAML1.path())
				: new CasXmlFormat(STYLE);
	}

	@Override
	public Refusal refusal(Refusal.Reason reason, Validations.Question question, @Nullable IssuedTicket ticket) {
		return switch (reason) {
			case MISSING_PARAMETERS ->
				new Refusal("INVALID_REQUEST", "serviceValidate require at least two parameters : ticket and service.");
			case UNKNOWN_TICKET ->
				new Refusal("INVALID_TICKET", "Ticket %s is not recognized.".formatted(question.ticket()));
			case UNKNOWN_PERSON ->
				new Refusal("INVALID_SESSION", "Ticket %s user not found".formatted(question.ticket()));
			default -> Refusal.usual(reason, question);
		};
	}

	@Override
	public boolean isSameService(String issuedFor, String asked) {
		return this.quirks.contains(Quirk.ANY_SERVICE) || issuedFor.equals(asked);
	}

	@Override
	public boolean heedsRenew() {
		return !this.quirks.contains(Quirk.RENEW_IGNORED);
	}

	@Override
	public TicketShape tickets() {
		return TICKETS;
	}

	/** The usual page, with a notice above its form. */
	@Override
	public Answer unknownService(Pages pages, List<Person> people, String service) {
		return Answer.page(200,
				pages.login(people, null, "Le service vers lequel vous souhaitez aller n'est pas autorisé."));
	}

	/** There is none in its source code. */
	@Override
	public SloStyle slo() {
		return SloStyle.OFF;
	}

	/** The browser goes to the portal, and the service is a parameter that it ignores. */
	@Override
	public String afterLogout(String service) {
		return "/?service=" + Traits.encoded(service);
	}

}
