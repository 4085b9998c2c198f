package fr.passerelle.gateway.api;

import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.recognition.EntIdentity;
import fr.passerelle.gateway.recognition.IdentityState;
import fr.passerelle.gateway.recognition.LinkedBy;
import org.jspecify.annotations.Nullable;

/**
 * A person who came through an ENT, as the API shows them.
 *
 * @param id for linking and unlinking
 * @param state whether they are linked, and if not, why not
 * @param delegation the delegation's id
 * @param ent the catalogue's entry, or the server that validated
 * @param user the ENT's name of the person
 * @param name as the ENT released it
 * @param profiles as the ENT released them
 * @param firstSeen when they came first
 * @param lastSeen when they came last; of linked ones, to the hour
 * @param person to whom they are linked
 * @param linkedBy what made the link
 * @param linkedByAdministrator who made it, where it was an administrator
 * @param linkedAt when
 * @param claimed who matches and is linked to another identity
 */
record EntIdentityView(String id, IdentityState state, String delegation, String ent, String user, String name,
		List<Profile> profiles, Instant firstSeen, Instant lastSeen, @Nullable Who person, @Nullable LinkedBy linkedBy,
		@Nullable String linkedByAdministrator, @Nullable Instant linkedAt, @Nullable Who claimed) {

	/** A person under the names of the list's columns. */
	record Who(String identifiant, String nom, String prenom) {

		static @Nullable Who of(EntIdentity.@Nullable Who who) {
			return (who != null) ? new Who(who.identifiant(), who.familyName(), who.givenName()) : null;
		}

	}

	static EntIdentityView of(EntIdentity identity) {
		EntIdentity.Link link = identity.link();
		return new EntIdentityView(identity.id(), identity.state(), identity.delegation(), identity.ent(),
				identity.user(), identity.name(), identity.profiles().stream().sorted().toList(), identity.firstSeen(),
				identity.lastSeen(), (link != null) ? Who.of(link.person()) : null, (link != null) ? link.by() : null,
				(link != null) ? link.author() : null, (link != null) ? link.at() : null, Who.of(identity.claimed()));
	}

}
