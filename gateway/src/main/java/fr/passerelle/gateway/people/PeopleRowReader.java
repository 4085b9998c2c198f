package fr.passerelle.gateway.people;

import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.BirthDate;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.schoolfile.FieldText;
import org.jspecify.annotations.Nullable;

/**
 * Reads one row under an accepted header: every field cleaned, checked and, where wrong,
 * named.
 */
final class PeopleRowReader {

	private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

	/** Loose on purpose: only the mail server knows whether an address exists. */
	private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;]+");

	private final Map<PeopleColumn, Integer> places;

	private final Clock clock;

	private final PeopleFaults faults;

	PeopleRowReader(Map<PeopleColumn, Integer> places, Clock clock, PeopleFaults faults) {
		this.places = places;
		this.clock = clock;
		this.faults = faults;
	}

	/** The row's person; empty where anything in it is wrong. */
	Optional<PersonRow> read(long line, List<String> fields) {
		int before = this.faults.count();
		String identifiant = text(line, fields, PeopleColumn.IDENTIFIANT);
		String familyName = text(line, fields, PeopleColumn.NOM);
		String givenName = text(line, fields, PeopleColumn.PRENOM);
		LocalDate birthDate = date(line, fields, PeopleColumn.DATE_NAISSANCE);
		Set<EspaceKey> espaces = espaces(line, text(line, fields, PeopleColumn.ESPACES));
		String password = password(line, field(fields, PeopleColumn.MOT_DE_PASSE));
		String entId = text(line, fields, PeopleColumn.IDENTIFIANT_ENT);
		String email = email(line, text(line, fields, PeopleColumn.EMAIL));
		LocalDate closed = date(line, fields, PeopleColumn.FERME);
		if (this.faults.count() > before || this.faults.isFull()) {
			return Optional.empty();
		}
		Person person = new Person(identifiant, familyName, givenName, birthDate, espaces, password != null,
				orNull(entId), orNull(email),
				SchoolRecord.NONE.closed((closed != null) ? ClosingDay.begin(closed) : null));
		return Optional.of(new PersonRow(line, LoginName.key(identifiant), person, password));
	}

	private String field(List<String> fields, PeopleColumn column) {
		Integer place = this.places.get(column);
		// Excel leaves out the separators of empty cells at a row's end.
		String value = (place != null && place < fields.size()) ? fields.get(place) : "";
		return Normalizer.normalize(value, Normalizer.Form.NFC);
	}

	private String text(long line, List<String> fields, PeopleColumn column) {
		String value = FormulaGuard.remove(FieldText.oneLine(field(fields, column)));
		if (value.isEmpty() && column.isRequired()) {
			this.faults.add(line, column, "is required");
		}
		checkLength(line, column, value);
		checkVisible(line, column, value);
		return value;
	}

	private void checkLength(long line, PeopleColumn column, String value) {
		if (value.length() > column.maxLength()) {
			this.faults.add(line, column, "has more than " + column.maxLength() + " characters");
		}
	}

	/** Two names that look the same must be the same. */
	private void checkVisible(long line, PeopleColumn column, String value) {
		if (FieldText.hasInvisible(value)) {
			this.faults.add(line, column, "holds an invisible or control character");
		}
	}

	private @Nullable LocalDate date(long line, List<String> fields, PeopleColumn column) {
		String value = text(line, fields, column);
		if (value.isEmpty()) {
			return null;
		}
		Optional<LocalDate> date = BirthDate.parse(value);
		if (date.isEmpty()) {
			this.faults.add(line, column, "is not a date; write 31/12/2010 or 2010-12-31");
			return null;
		}
		return plausible(line, column, date.get());
	}

	private LocalDate plausible(long line, PeopleColumn column, LocalDate date) {
		if (date.isBefore(OLDEST) || date.isAfter(LocalDate.now(this.clock))) {
			this.faults.add(line, column, "is before 1900 or in the future");
		}
		return date;
	}

	private Set<EspaceKey> espaces(long line, String value) {
		Set<EspaceKey> espaces = EnumSet.noneOf(EspaceKey.class);
		if (value.isEmpty()) {
			return espaces;
		}
		for (String key : value.split("\\|", -1)) {
			EspaceKey.of(key.strip().toLowerCase(Locale.ROOT))
				.ifPresentOrElse(espaces::add, () -> this.faults.add(line, PeopleColumn.ESPACES, "'" + key.strip()
						+ "' is not an Espace; accepted, joined by '|': " + String.join(", ", EspaceKey.keys())));
		}
		return espaces;
	}

	/** Not changed, because blanks may belong to it. */
	private @Nullable String password(long line, String value) {
		if (value.isEmpty()) {
			return null;
		}
		checkLength(line, PeopleColumn.MOT_DE_PASSE, value);
		if (value.codePoints().anyMatch(Character::isISOControl)) {
			this.faults.add(line, PeopleColumn.MOT_DE_PASSE, "holds a control character");
		}
		return value;
	}

	private String email(long line, String value) {
		if (!value.isEmpty() && !EMAIL.matcher(value).matches()) {
			this.faults.add(line, PeopleColumn.EMAIL, "is not an e-mail address");
		}
		return value;
	}

	private static @Nullable String orNull(String value) {
		return value.isEmpty() ? null : value;
	}

}
