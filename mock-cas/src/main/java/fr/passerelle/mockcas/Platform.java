package fr.passerelle.mockcas;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The platforms of ENTs, and the CAS servers behind them, that a server can imitate. The
 * README has a table with the source of each trait. What no source documents is as it is
 * without a platform.
 *
 * @see MockCasBuilder#platform(Platform, Quirk...)
 */
public enum Platform {

	/** Skolengo: Mon Bureau Numérique, Occitanie, Auvergne-Rhône-Alpes and others. */
	KOSMOS("kosmos", "Kosmos (Skolengo)"),

	/** The connector that entcore has for PRONOTE: NEO, ONE, OpenENT. */
	EDIFICE("edifice", "Edifice (entcore)"),

	/**
	 * The CAS of GIP RECIA as it is today: Net O'Centre and the colleges of the region.
	 */
	RECIA("recia", "GIP RECIA"),

	/** The CAS that GIP RECIA had in 2014. */
	RECIA_2014("recia-2014", "GIP RECIA in 2014"),

	/** Envole, with the filter for PRONOTE that academies install. */
	EOLESSO("eolesso", "EoleSSO (Envole)"),

	/** The ENT of the Métropole de Lyon. */
	LACLASSE("laclasse", "laclasse.com"),

	/** LemonLDAP::NG 2.16 as issuer. */
	LEMONLDAP("lemonldap", "LemonLDAP::NG"),

	/** The reference server of the protocol. */
	APEREO("apereo", "Apereo CAS"),

	/** The region Sud and its relatives of the Correlyce family, asked in SAML 1.1. */
	ATRIUM("atrium", "Atrium (Correlyce)"),

	/** The server that Debian packages as python3-django-cas-server. */
	DJANGO("django-cas-server", "django-cas-server");

	private final String code;

	private final String title;

	Platform(String code, String title) {
		this.code = code;
		this.title = title;
	}

	/**
	 * Returns the name used on the command line: {@code kosmos}, {@code recia-2014}, ...
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Returns the name for people.
	 * @return a few words
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Returns the quirks that are known of this platform.
	 * @return the quirks, in their usual order; often none
	 */
	public Set<Quirk> quirks() {
		return switch (this) {
			case KOSMOS, ATRIUM -> EnumSet.of(Quirk.SHORT_TICKETS);
			case EDIFICE -> EnumSet.of(Quirk.RENEW_IGNORED);
			case RECIA -> EnumSet.of(Quirk.CAS2_ATTRIBUTES, Quirk.BOTH_CODES, Quirk.STOPS_BEFORE_TICKET);
			case RECIA_2014 -> EnumSet.of(Quirk.BOTH_CODES);
			case LACLASSE -> EnumSet.of(Quirk.RENEW_IGNORED, Quirk.ANY_SERVICE, Quirk.ATTRIBUTES_TWICE);
			case LEMONLDAP -> EnumSet.of(Quirk.UNESCAPED, Quirk.PLAIN_REFUSAL);
			case APEREO -> EnumSet.of(Quirk.CAS2_ATTRIBUTES);
			case EOLESSO, DJANGO -> EnumSet.noneOf(Quirk.class);
		};
	}

	/**
	 * Reads a code.
	 * @param code as {@link #code()} writes it, in any case
	 * @return the platform
	 * @throws IllegalArgumentException naming the accepted codes
	 */
	public static Platform of(String code) {
		return Arrays.stream(values())
			.filter((platform) -> platform.code.equalsIgnoreCase(code))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("platform '%s' is not known; accepted: %s".formatted(code,
					Arrays.stream(values()).map(Platform::code).collect(Collectors.joining(", ")))));
	}

	/**
	 * Returns what this platform does in its own way.
	 * @throws IllegalArgumentException if a quirk is not one of this platform
	 */
	Traits traits(Set<Quirk> wanted) {
		Set<Quirk> known = quirks();
		for (Quirk quirk : wanted) {
			if (!known.contains(quirk)) {
				throw new IllegalArgumentException("quirk '%s' is not known of %s; accepted: %s".formatted(quirk.code(),
						this.title,
						known.isEmpty() ? "none" : known.stream().map(Quirk::code).collect(Collectors.joining(", "))));
			}
		}
		return switch (this) {
			case KOSMOS -> new KosmosTraits(wanted);
			case EDIFICE -> new EdificeTraits(wanted);
			case RECIA -> new ReciaTraits(wanted);
			case RECIA_2014 -> new Recia2014Traits(wanted);
			case EOLESSO -> new EoleSsoTraits();
			case LACLASSE -> new LaclasseTraits(wanted);
			case LEMONLDAP -> new LemonLdapTraits(wanted);
			case APEREO -> new ApereoTraits(wanted);
			case ATRIUM -> new AtriumTraits(wanted);
			case DJANGO -> new DjangoTraits();
		};
	}

}
