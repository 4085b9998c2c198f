package fr.passerelle.gateway.version;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.PlatformChangeException.What;

/**
 * Refuses changes of a school's document that only the platform's administrators may
 * make: its public address, which other people's browsers trust, and addresses of other
 * schools' applications, which would believe this school about who a person is.
 */
final class PlatformsToChange {

	private final BiPredicate<Uai, String> usedByAnother;

	/**
	 * Takes the test for other establishments.
	 * @param usedByAnother whether another establishment has its application at a place
	 */
	PlatformsToChange(BiPredicate<Uai, String> usedByAnother) {
		this.usedByAnother = usedByAnother;
	}

	/**
	 * Refuses what only the platform's administrators may do.
	 * @throws PlatformChangeException if a school's administrator makes such a change
	 */
	void check(Uai uai, ConfigurationDocument before, ConfigurationDocument after, Change change) {
		if (change.actor().platform()) {
			return;
		}
		if (!Objects.equals(before.copy().get("publicUrl"), after.copy().get("publicUrl"))) {
			throw new PlatformChangeException(What.PUBLIC_URL);
		}
		Set<String> known = new HashSet<>(Objections.applications(before).values());
		for (String place : Objections.applications(after).values()) {
			if (!known.contains(place) && this.usedByAnother.test(uai, place)) {
				throw new PlatformChangeException(What.APPLICATION_OF_ANOTHER);
			}
		}
	}

}
