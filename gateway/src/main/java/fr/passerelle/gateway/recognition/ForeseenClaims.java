package fr.passerelle.gateway.recognition;

import java.time.Instant;

import fr.passerelle.gateway.people.LoginName;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.IdentitiesTable.Seen;
import fr.passerelle.gateway.recognition.Recognised.Local;
import fr.passerelle.gateway.recognition.SentUsers.Ask;
import fr.passerelle.gateway.recognition.SentUsers.Sent;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a login would be recognised; writes nothing.
 */
final class ForeseenClaims implements Rapprochement.Claims {

	private final IdentitiesTable table;

	private final UsersTable users;

	private final People people;

	ForeseenClaims(IdentitiesTable table, UsersTable users, People people) {
		this.table = table;
		this.users = users;
		this.people = people;
	}

	@Override
	public @Nullable Person linked(Seen seen) {
		String key = this.table.known(seen.key()).linked();
		return (key != null) ? this.people.find(seen.key().uai(), key).orElse(null) : null;
	}

	@Override
	public @Nullable String refused(EntKey key) {
		return this.table.known(key).refused();
	}

	@Override
	public @Nullable Local claim(Seen seen, Person person, LinkedBy by) {
		return this.table.isTaken(seen.key(), LoginName.key(person.identifiant())) ? null : new Local(person, by);
	}

	@Override
	public void note(Seen seen, IdentityState state, @Nullable Person claimed) {
		// nothing is kept of what did not happen
	}

	@Override
	public @Nullable Sent sent(EntKey key, Human human) {
		return new SentUsers(this.people).of(key, human, this.users.rank(key), true, new Ask() {

			@Override
			public boolean isMine(String user, @Nullable String name, int rank) {
				return ForeseenClaims.this.users.isFree(key, user, name);
			}

			@Override
			public boolean isListed(String user, boolean same) {
				return same || ForeseenClaims.this.users.hasJoined(key, user);
			}

		});
	}

	@Override
	public Instant now() {
		return Instant.EPOCH;
	}

}
