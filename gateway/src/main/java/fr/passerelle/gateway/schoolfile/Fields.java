package fr.passerelle.gateway.schoolfile;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.BirthDate;
import fr.passerelle.gateway.schoolfile.FilePerson.Names;
import fr.passerelle.gateway.schoolfile.FilePerson.Place;
import org.jspecify.annotations.Nullable;

/**
 * Checks the fields that all files share. What the gateway must not guess is a fault;
 * what it can do without (an e-mail address that is none) is left out.
 */
final class Fields {

	/** Longest name, in characters. */
	static final int MAX_NAME = 100;

	private static final int MAX_EMAIL = 254;

	private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

	private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;]+");

	private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,40}");

	private static final Pattern INE = Pattern.compile("[0-9A-Z]{10,11}");

	private final Findings findings;

	private final LocalDate today;

	Fields(Findings findings, LocalDate today) {
		this.findings = findings;
		this.today = today;
	}

	/** A key of an exporter; empty, with a fault, where it is none. */
	Optional<String> key(Place place, String column, String value) {
		if (KEY.matcher(value).matches()) {
			return Optional.of(value);
		}
		this.findings.fault(place, column, "is missing, or is no key of letters and digits");
		return Optional.empty();
	}

	/**
	 * The names; empty where one is missing.
	 * @param usage the name of use, or nothing
	 */
	Optional<Names> names(Place place, String family, String usage, String given) {
		String main = family.isEmpty() ? usage : family;
		if (main.isEmpty() || given.isEmpty()) {
			return Optional.empty();
		}
		check(place, main);
		check(place, usage);
		check(place, given);
		String other = usage.equals(main) ? "" : usage;
		return Optional.of(new Names(main, orNull(other), given, repaired(main, other, given)));
	}

	private static @Nullable Names repaired(String family, String usage, String given) {
		String better = SpoiltName.repair(family).orElse(family);
		String betterUsage = SpoiltName.repair(usage).orElse(usage);
		String betterGiven = SpoiltName.repair(given).orElse(given);
		boolean same = better.equals(family) && betterUsage.equals(usage) && betterGiven.equals(given);
		return same ? null : new Names(better, orNull(betterUsage), betterGiven, null);
	}

	private void check(Place place, String name) {
		if (name.length() > MAX_NAME) {
			this.findings.fault(place, "", "has a name of more than " + MAX_NAME + " characters");
		}
		else if (FieldText.hasInvisible(name)) {
			this.findings.fault(place, "", "has a name with an invisible or control character");
		}
	}

	/** A birth date, or null where there is none; any other text is a fault. */
	@Nullable LocalDate date(Place place, String column, String value) {
		if (value.isEmpty()) {
			return null;
		}
		LocalDate date = BirthDate.parse(value).orElse(null);
		if (date == null) {
			this.findings.fault(place, column, "is not a date; write 31/12/2010 or 2010-12-31");
		}
		else if (date.isBefore(OLDEST) || date.isAfter(this.today)) {
			this.findings.fault(place, column, "is before 1900 or in the future");
		}
		return date;
	}

	static @Nullable String email(String value) {
		return (value.length() <= MAX_EMAIL && EMAIL.matcher(value).matches()) ? value : null;
	}

	static @Nullable String ine(String value) {
		return INE.matcher(value).matches() ? value : null;
	}

	/** A class's name, cut where no screen would show more. */
	static @Nullable String className(String value) {
		return orNull(value.substring(0, Math.min(value.length(), MAX_NAME)));
	}

	static @Nullable String orNull(String value) {
		return value.isEmpty() ? null : value;
	}

}
