package fr.passerelle.gateway.identity;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * Reads SDET profiles in every form that ENTs send, and knows which Espace each opens
 * (contract, Who may enter 12).
 */
final class Profiles {

	private static final Map<String, Profile> NUMBERS = Map.of("1", Profile.ELV, "2", Profile.TUT, "3", Profile.ENS,
			"4", Profile.DIR, "5", Profile.EVS, "6", Profile.ETA, "7", Profile.ACA);

	private static final Map<Profile, EspaceKey> OPENS = Map.of(Profile.ELV, EspaceKey.ELEVE, Profile.TUT,
			EspaceKey.PARENT, Profile.ENS, EspaceKey.PROFESSEUR, Profile.DOC, EspaceKey.PROFESSEUR, Profile.DIR,
			EspaceKey.DIRECTION, Profile.EVS, EspaceKey.VIESCOLAIRE, Profile.ACA, EspaceKey.ACADEMIE);

	private Profiles() {
	}

	/**
	 * Reads released values, and passes over those that are not profiles.
	 * @param values as released, in any spelling of a list
	 * @param national4IsAllStaff whether {@code National_4} says only "not a teacher":
	 * then it is read as ETA, which opens nothing
	 * @return the profiles, each once
	 */
	static Set<Profile> read(Collection<String> values, boolean national4IsAllStaff) {
		Set<Profile> profiles = EnumSet.noneOf(Profile.class);
		ReleasedText.profiles(values).forEach((code) -> add(profiles, code, national4IsAllStaff));
		return profiles;
	}

	private static void add(Set<Profile> profiles, String code, boolean national4IsAllStaff) {
		if (code.equals("4") && national4IsAllStaff) {
			profiles.add(Profile.ETA);
			return;
		}
		Profile number = NUMBERS.get(code);
		if (number != null) {
			profiles.add(number);
			return;
		}
		for (Profile profile : Profile.values()) {
			if (profile.name().equals(code)) {
				profiles.add(profile);
			}
		}
	}

	/** The Espaces that profiles open; ETA and COL open none by themselves. */
	static Set<EspaceKey> open(Set<Profile> profiles) {
		Set<EspaceKey> espaces = EnumSet.noneOf(EspaceKey.class);
		for (Profile profile : profiles) {
			EspaceKey espace = OPENS.get(profile);
			if (espace != null) {
				espaces.add(espace);
			}
		}
		return espaces;
	}

}
