package fr.passerelle.gateway.recognition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A person's reference in the directory that academies feed to ENTs (AAF), as
 * EduConnect's {@code FrEduCtRefId} says it: {@code {AAF}10|x|123}, and {@code AAF123}
 * where a server in between has dropped the braces. A parent has one for each school or
 * child. References to other directories have another beginning and are passed over.
 *
 * @param academy the academy's number; null where it is not said
 * @param key the key within the academy
 */
record AafReference(@Nullable String academy, String key) {

	/** The attribute that has them. */
	static final String ATTRIBUTE = "FrEduCtRefId";

	private static final Pattern WHOLE = Pattern.compile("\\{AAF}([0-9]{1,3})\\|[^|]{0,64}\\|([A-Za-z0-9_-]{1,64})");

	private static final Pattern BARE = Pattern.compile("AAF([0-9]{1,20})");

	/** The academies by their national numbers, as directories write them. */
	private static final Map<String, String> ACADEMIES = Map.ofEntries(Map.entry("1", "PARIS"),
			Map.entry("2", "AIX-MARSEILLE"), Map.entry("3", "BESANCON"), Map.entry("4", "BORDEAUX"),
			Map.entry("5", "CAEN"), Map.entry("6", "CLERMONT-FERRAND"), Map.entry("7", "DIJON"),
			Map.entry("8", "GRENOBLE"), Map.entry("9", "LILLE"), Map.entry("10", "LYON"),
			Map.entry("11", "MONTPELLIER"), Map.entry("12", "NANCY-METZ"), Map.entry("13", "POITIERS"),
			Map.entry("14", "RENNES"), Map.entry("15", "STRASBOURG"), Map.entry("16", "TOULOUSE"),
			Map.entry("17", "NANTES"), Map.entry("18", "ORLEANS-TOURS"), Map.entry("19", "REIMS"),
			Map.entry("20", "AMIENS"), Map.entry("21", "ROUEN"), Map.entry("22", "LIMOGES"), Map.entry("23", "NICE"),
			Map.entry("24", "CRETEIL"), Map.entry("25", "VERSAILLES"), Map.entry("27", "CORSE"),
			Map.entry("28", "LA_REUNION"), Map.entry("31", "MARTINIQUE"), Map.entry("32", "GUADELOUPE"),
			Map.entry("33", "GUYANE"), Map.entry("40", "NOUVELLE_CALEDONIE"), Map.entry("41", "POLYNESIE_FRANCAISE"),
			Map.entry("42", "WALLIS_ET_FUTUNA"), Map.entry("43", "MAYOTTE"), Map.entry("44", "ST_PIERRE_ET_MIQUELON"),
			Map.entry("70", "NORMANDIE"));

	/** The references among released values. */
	static List<AafReference> read(Collection<String> values) {
		List<AafReference> references = new ArrayList<>();
		for (String value : values) {
			Matcher whole = WHOLE.matcher(value);
			Matcher bare = BARE.matcher(value);
			if (whole.matches()) {
				references.add(new AafReference(whole.group(1).replaceFirst("^0+(?=.)", ""), whole.group(2)));
			}
			else if (bare.matches()) {
				references.add(new AafReference(null, bare.group(1)));
			}
		}
		return List.copyOf(references);
	}

	/**
	 * What a list of people may call this person: with the academy's name in the forms
	 * that directories use, and the key alone.
	 */
	Set<String> ids() {
		Set<String> ids = new LinkedHashSet<>();
		String name = (this.academy != null) ? ACADEMIES.get(this.academy) : null;
		if (name != null) {
			ids.add(name + "-" + this.key);
			ids.add(name + "$" + this.key);
			ids.add("AC-" + name + "$" + this.key);
		}
		ids.add(this.key);
		return ids;
	}

	@Override
	public String toString() {
		return "AafReference[]";
	}

}
