package fr.passerelle.gateway.recognition;

import java.time.Instant;
import java.util.Set;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A person who came through an ENT, as administrators see them: what identifies them, and
 * nothing else that the ENT released.
 *
 * @param id for addresses
 * @param uai the establishment
 * @param delegation the delegation's id
 * @param ent the catalogue's entry, or the server that validated
 * @param user the ENT's name of the person
 * @param name as the ENT released it
 * @param profiles as the ENT released them
 * @param state whether they are linked, and if not, why not
 * @param link to whom and how; null unless linked
 * @param claimed the person who matches and is linked to another identity; null unless
 * there is a conflict
 * @param firstSeen when they came first
 * @param lastSeen when they came last; of linked ones, to the hour
 */
public record EntIdentity(String id, Uai uai, String delegation, String ent, String user, String name,
		Set<Profile> profiles, IdentityState state, @Nullable Link link, @Nullable Who claimed, Instant firstSeen,
		Instant lastSeen) {

	public EntIdentity {
		profiles = Set.copyOf(profiles);
	}

	@Override
	public String toString() {
		return "EntIdentity[" + this.state + "]";
	}

	/**
	 * A person of the establishment, as far as it takes to tell them from others.
	 *
	 * @param identifiant as the list spells it
	 * @param familyName the family name
	 * @param givenName the given name
	 */
	public record Who(String identifiant, String familyName, String givenName) {

		@Override
		public String toString() {
			return "Who[]";
		}

	}

	/**
	 * A link.
	 *
	 * @param person to whom
	 * @param by what made it
	 * @param author the administrator who made it; null where it was a step of
	 * recognition
	 * @param at when
	 */
	public record Link(Who person, LinkedBy by, @Nullable String author, Instant at) {
	}

}
