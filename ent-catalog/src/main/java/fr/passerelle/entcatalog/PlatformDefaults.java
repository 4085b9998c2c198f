package fr.passerelle.entcatalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a platform is known to release about a person. Each list holds attribute names,
 * the likeliest first; an empty one means that nothing is known and the usual names
 * apply.
 *
 * @param user what identifies the person; empty: the CAS user itself
 * @param profiles the profiles, such as {@code National_ELV}
 * @param establishments the codes of the person's establishments
 * @param personId the identifier that the application gave the person
 * @param familyName the family name
 * @param givenName the given name
 * @param birthDate the date of birth
 * @param national4 what the profile {@code National_4} proves
 */
public record PlatformDefaults(List<String> user, List<String> profiles, List<String> establishments,
		List<String> personId, List<String> familyName, List<String> givenName, List<String> birthDate,
		National4 national4) {

	static final PlatformDefaults NONE = new PlatformDefaults(List.of(), List.of(), List.of(), List.of(), List.of(),
			List.of(), List.of(), National4.HEAD);

	public PlatformDefaults {
		user = List.copyOf(user);
		profiles = List.copyOf(profiles);
		establishments = List.copyOf(establishments);
		personId = List.copyOf(personId);
		familyName = List.copyOf(familyName);
		givenName = List.copyOf(givenName);
		birthDate = List.copyOf(birthDate);
	}

	/**
	 * The names with an entry's own, each of which overrides the platform's.
	 */
	PlatformDefaults overriddenBy(PlatformDefaults own, @Nullable National4 ownNational4) {
		return new PlatformDefaults(first(own.user, this.user), first(own.profiles, this.profiles),
				first(own.establishments, this.establishments), first(own.personId, this.personId),
				first(own.familyName, this.familyName), first(own.givenName, this.givenName),
				first(own.birthDate, this.birthDate), (ownNational4 != null) ? ownNational4 : this.national4);
	}

	private static List<String> first(List<String> own, List<String> inherited) {
		return own.isEmpty() ? inherited : own;
	}

	/**
	 * What the older profile code {@code National_4} proves. If it covers more than heads
	 * and were taken literally, it would let every secretary into Espace Direction.
	 */
	public enum National4 {

		/** The head of the school or a deputy, as the national framework has it. */
		HEAD,

		/** Other staff too: it proves no head, and opens no Espace by itself. */
		ALL_STAFF

	}

}
