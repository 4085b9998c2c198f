package fr.passerelle.gateway.recognition;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.BirthDate;
import fr.passerelle.gateway.identity.ReleasedText;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.people.Person;

/**
 * Family name, given name and birth date in a form that is equal for two spellings of the
 * same identity: {@code Le Goff-D'Alméida} and {@code LEGOFF D ALMEIDA} are one name. All
 * three are needed: a name alone is never an identity.
 *
 * @param familyName plain letters and digits
 * @param givenName plain letters and digits
 * @param birthDate the date
 */
record CivilIdentity(String familyName, String givenName, LocalDate birthDate) {

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	/** Blanks, hyphens and apostrophes of all kinds, modifier letters among them. */
	private static final Pattern NO_LETTER = Pattern.compile("[^\\p{Ll}\\p{Lo}\\p{N}]+");

	/** Letters that no decomposition takes apart, each with what plain systems write. */
	private static final List<String[]> LETTERS = List.of(new String[] { "œ", "oe" }, new String[] { "æ", "ae" },
			new String[] { "ø", "o" }, new String[] { "đ", "d" }, new String[] { "ð", "d" }, new String[] { "ł", "l" },
			new String[] { "þ", "th" }, new String[] { "ß", "ss" }, new String[] { "ħ", "h" },
			new String[] { "ı", "i" }, new String[] { "ς", "σ" });

	/**
	 * Of a person, under the family name and under that of use, since an ENT may release
	 * either; none without birth date.
	 */
	static Set<CivilIdentity> of(Person person) {
		LocalDate birthDate = person.birthDate();
		if (birthDate == null) {
			return Set.of();
		}
		return Stream.of(person.familyName(), Objects.requireNonNullElse(person.school().usageName(), ""))
			.flatMap((family) -> of(plain(family), plain(person.givenName()), birthDate).stream())
			.collect(Collectors.toSet());
	}

	/**
	 * Of what an ENT released; empty where one of the three is missing, cannot be read,
	 * or has two values.
	 */
	static Optional<CivilIdentity> of(AttributeNames names, RemoteIdentity remote) {
		Optional<LocalDate> date = only(remote.first(names.birthDate())
			.stream()
			.map(ReleasedText::unquoted)
			.map(BirthDate::parse)
			.collect(Collectors.toSet())).flatMap((parsed) -> parsed);
		return date
			.flatMap((birthDate) -> of(name(remote, names.familyName()), name(remote, names.givenName()), birthDate));
	}

	private static Optional<CivilIdentity> of(String familyName, String givenName, LocalDate birthDate) {
		return (familyName.isEmpty() || givenName.isEmpty()) ? Optional.empty()
				: Optional.of(new CivilIdentity(familyName, givenName, birthDate));
	}

	private static String name(RemoteIdentity remote, List<String> attributes) {
		return only(remote.first(attributes)
			.stream()
			.map(ReleasedText::unquoted)
			.map(CivilIdentity::plain)
			.collect(Collectors.toSet())).orElse("");
	}

	private static <T> Optional<T> only(Set<T> values) {
		return (values.size() == 1) ? values.stream().findFirst() : Optional.empty();
	}

	/** A name without case, accents, hyphens, apostrophes and blanks. */
	static String plain(String name) {
		// Upper case first, for letters that have no lower case of their own.
		String lower = Normalizer.normalize(name, Normalizer.Form.NFKD)
			.toUpperCase(Locale.ROOT)
			.toLowerCase(Locale.ROOT);
		String plain = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
		for (String[] letter : LETTERS) {
			plain = plain.replace(letter[0], letter[1]);
		}
		return NO_LETTER.matcher(plain).replaceAll("");
	}

	@Override
	public String toString() {
		return "CivilIdentity[]";
	}

}
