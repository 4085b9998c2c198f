package fr.passerelle.gateway.recognition;

import java.time.Instant;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.people.LoginName;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.IdentitiesTable.Known;
import fr.passerelle.gateway.recognition.IdentitiesTable.Seen;
import fr.passerelle.gateway.recognition.Recognised.Local;
import fr.passerelle.gateway.recognition.SentUsers.Ask;
import fr.passerelle.gateway.recognition.SentUsers.Sent;
import fr.passerelle.gateway.recognition.UsersTable.First;
import fr.passerelle.gateway.recognition.UsersTable.Taken;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the links and notes of one login to the store.
 */
final class RealClaims implements Rapprochement.Claims {

	private final IdentitiesTable table;

	private final UsersTable users;

	private final People people;

	private final AuditTrail audit;

	private final int maxUnrecognised;

	private final Instant now;

	private final String address;

	/** What the store held before this login wrote anything. */
	private @Nullable First first;

	RealClaims(IdentitiesTable table, UsersTable users, People people, AuditTrail audit, int maxUnrecognised,
			Instant now, String address) {
		this.table = table;
		this.users = users;
		this.people = people;
		this.audit = audit;
		this.maxUnrecognised = maxUnrecognised;
		this.now = now;
		this.address = address;
	}

	/** The journal's text for a link. */
	static String detail(String user, String identifiant, LinkedBy by) {
		return user + " = " + identifiant + ", by " + by;
	}

	@Override
	public @Nullable Person linked(Seen seen) {
		Person person = person(seen, first(seen.key()).known());
		if (person != null) {
			this.table.touch(seen, this.now.minus(Rapprochement.SEEN_EVERY));
		}
		return person;
	}

	@Override
	public @Nullable String refused(EntKey key) {
		return this.table.known(key).refused();
	}

	@Override
	public @Nullable Local claim(Seen seen, Person person, LinkedBy by) {
		if (this.table.link(seen, LoginName.key(person.identifiant()), by)) {
			record(entry(AuditType.IDENTITY_LINKED, seen.key()).withPerson(person.identifiant())
				.withDetail(detail(seen.key().user(), person.identifiant(), by)));
			return new Local(person, by);
		}
		// Another call linked this identity first, or the person is another identity's.
		Person mine = person(seen, this.table.known(seen.key()));
		return (mine != null) ? new Local(mine, null) : null;
	}

	private First first(EntKey key) {
		if (this.first == null) {
			this.first = this.users.first(key);
		}
		return this.first;
	}

	private @Nullable Person person(Seen seen, Known known) {
		return (known.linked() != null) ? this.people.find(seen.key().uai(), known.linked()).orElse(null) : null;
	}

	@Override
	public void note(Seen seen, IdentityState state, @Nullable Person claimed) {
		this.table.note(seen, state, (claimed != null) ? LoginName.key(claimed.identifiant()) : null);
		this.table.keepNewest(seen.key().uai(), this.maxUnrecognised);
	}

	@Override
	public @Nullable Sent sent(EntKey key, Human human) {
		First first = first(key);
		return new SentUsers(this.people).of(key, human, first.rank(), first.listed(), new Ask() {

			@Override
			public boolean isMine(String user, @Nullable String name, int rank) {
				return ((rank == 0) ? RealClaims.this.users.takeFirst(first, key, name, RealClaims.this.now)
						: take(key, user, rank)) != Taken.BY_ANOTHER;
			}

			@Override
			public boolean isListed(String user, boolean same) {
				boolean joined = RealClaims.this.users.hasJoined(key, user);
				if (same && !joined) {
					RealClaims.this.users.join(key, user, RealClaims.this.now);
				}
				return same || joined;
			}

		});
	}

	/** Takes a user that tells this person apart from another. */
	private Taken take(EntKey key, String user, int rank) {
		Taken taken = this.users.take(key, user, null, rank, this.now);
		if (taken == Taken.NOW) {
			record(entry(AuditType.USER_TOLD_APART, key).withPerson(user)
				.withDetail(key.user() + " is somebody else's user here"));
		}
		return taken;
	}

	/** The journal tells of what is in the store: nothing that may still be undone. */
	private void record(AuditEntry entry) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			this.audit.record(entry);
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				RealClaims.this.audit.record(entry);
			}
		});
	}

	private AuditEntry entry(AuditType type, EntKey key) {
		return AuditEntry.of(this.now, type)
			.withUai(key.uai())
			.withDelegation(key.delegation())
			.withAddress(this.address);
	}

	@Override
	public Instant now() {
		return this.now;
	}

}
