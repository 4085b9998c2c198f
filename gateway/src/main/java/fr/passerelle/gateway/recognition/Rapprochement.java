package fr.passerelle.gateway.recognition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.people.LoginName;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.LinkRefusedException.Reason;
import fr.passerelle.gateway.recognition.Recognised.Local;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Recognises people whom an ENT vouches for, in the contract's order: a link made
 * earlier, then the steps of the delegation's list. Keeps the links, and the list of
 * people who came and were not recognised.
 * <p>
 * One identity of an ENT is one person and the reverse. A second identity for a person
 * who is linked already is shown to the administrator ({@code CONFLICT}) and never takes
 * the link over. Everything here blocks: call it on a worker thread.
 */
public final class Rapprochement {

	/** Unrecognised identities kept for one establishment; the newest stay. */
	static final int MAX_UNRECOGNISED = 1000;

	/** How long an unrecognised identity is kept whose person does not come again. */
	static final Duration RETENTION = Duration.ofDays(90);

	/**
	 * How long identities outlive their delegation, counted from the last visit: a school
	 * year and more. If a delegation is deleted by mistake, or an old version restored,
	 * its links are there again.
	 */
	static final Duration RETENTION_OF_GONE = Duration.ofDays(400);

	/** A linked person's last visit is written once in this time. */
	static final Duration SEEN_EVERY = Duration.ofHours(1);

	private static final Duration CLEANING = Duration.ofDays(1);

	private final IdentitiesTable table;

	private final UsersTable users;

	private final Candidates candidates;

	private final People people;

	private final AuditTrail audit;

	private final int maxUnrecognised;

	private final Clock clock;

	private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.MIN);

	/**
	 * Links in a store.
	 * @param jdbc the store, migrated
	 * @param people of the same store
	 * @param audit told of each link that is made or removed
	 * @param maxUnrecognised most unrecognised identities of one establishment
	 * @param clock the time
	 */
	public Rapprochement(JdbcTemplate jdbc, People people, AuditTrail audit, int maxUnrecognised, Clock clock) {
		this.table = new IdentitiesTable(jdbc);
		this.users = new UsersTable(jdbc);
		this.candidates = new Candidates(people);
		this.people = people;
		this.audit = audit;
		this.maxUnrecognised = maxUnrecognised;
		this.clock = clock;
	}

	/**
	 * Recognises a person who has just come.
	 * @param establishment where
	 * @param delegation through which ENT
	 * @param remote what the ENT said
	 * @param address from where
	 * @return who it is
	 */
	public Recognised recognise(Establishment establishment, Delegation delegation, RemoteIdentity remote,
			String address) {
		clean();
		return new Identification(this.candidates, claims(address), establishment, delegation, remote).run(true);
	}

	/** The same for a person who has no local password, or does not give it. */
	public Recognised recogniseWithoutPassword(Establishment establishment, Delegation delegation,
			RemoteIdentity remote, String address) {
		return new Identification(this.candidates, claims(address), establishment, delegation, remote).run(false);
	}

	/**
	 * Links a visitor who gave the right local name and password.
	 * @param person whose they are
	 * @return that person, or no person where they are linked to another identity
	 */
	public Recognised recogniseByPassword(Establishment establishment, Delegation delegation, RemoteIdentity remote,
			String address, Person person) {
		return new Identification(this.candidates, claims(address), establishment, delegation, remote)
			.byPassword(person);
	}

	/** What {@link #recognise} would return now; links and writes nothing. */
	public Recognised foresee(Establishment establishment, Delegation delegation, RemoteIdentity remote) {
		return new Identification(this.candidates, new ForeseenClaims(this.table, this.users, this.people),
				establishment, delegation, remote)
			.run(true);
	}

	private Claims claims(String address) {
		return new RealClaims(this.table, this.users, this.people, this.audit, this.maxUnrecognised,
				this.clock.instant(), address);
	}

	/** A page of the list. */
	public List<EntIdentity> list(IdentityQuery query) {
		return this.table.list(query);
	}

	/** How many identities a question finds on all its pages. */
	public long count(IdentityQuery query) {
		return this.table.count(query);
	}

	/** One identity of the list. */
	public Optional<EntIdentity> find(Uai uai, String id) {
		return this.table.find(uai, id);
	}

	/**
	 * Links by hand. A link that is already so stays as it is.
	 * @param uai the establishment
	 * @param id the identity
	 * @param identifiant the person, in any spelling
	 * @param by who
	 * @return the identity, linked
	 * @throws UnknownIdentityException if it is not in the list
	 * @throws LinkRefusedException if another link is in the way
	 */
	public EntIdentity link(Uai uai, String id, String identifiant, Actor by) {
		EntIdentity identity = known(uai, id);
		Person person = this.people.find(uai, identifiant)
			.orElseThrow(() -> new LinkRefusedException(Reason.NO_SUCH_PERSON));
		String key = LoginName.key(person.identifiant());
		if (this.table.linkKnown(id, key, LinkedBy.ADMINISTRATOR, by.name(), this.clock.instant())) {
			EntIdentity linked = known(uai, id);
			record(AuditType.IDENTITY_LINKED, by, linked, person.identifiant());
			return linked;
		}
		EntIdentity.Link link = known(uai, id).link();
		if (link == null) {
			throw new LinkRefusedException(Reason.PERSON_LINKED);
		}
		if (!LoginName.key(link.person().identifiant()).equals(key)) {
			throw new LinkRefusedException(Reason.IDENTITY_LINKED);
		}
		return identity;
	}

	/**
	 * Removes a link. Sessions that are open go on. The steps of recognition do not make
	 * the same link again; the person's password and an administrator do.
	 * @throws UnknownIdentityException if the identity is not in the list
	 */
	public EntIdentity unlink(Uai uai, String id, Actor by) {
		EntIdentity.Link link = known(uai, id).link();
		if (link != null && this.table.unlink(uai, id)) {
			record(AuditType.IDENTITY_UNLINKED, by, known(uai, id), link.person().identifiant());
			this.table.keepNewest(uai, this.maxUnrecognised);
		}
		return known(uai, id);
	}

	private EntIdentity known(Uai uai, String id) {
		return this.table.find(uai, id).orElseThrow(UnknownIdentityException::new);
	}

	private void record(AuditType type, Actor by, EntIdentity identity, String identifiant) {
		this.audit.record(AuditEntry.of(this.clock.instant(), type)
			.withUai(identity.uai())
			.withDelegation(identity.delegation())
			.by(by)
			.withDetail(RealClaims.detail(identity.user(), identifiant, LinkedBy.ADMINISTRATOR)));
	}

	/** Forgets all identities of an establishment that is being deleted. */
	public void forget(Uai uai) {
		this.table.forget(uai);
		this.users.forget(uai);
	}

	/**
	 * Forgets the identities of delegations that are gone, once no person has come by
	 * them for long. Another ENT that gets a gone delegation's name finds none of them:
	 * each is bound to its ENT's addresses.
	 * @param delegations the ids of those that are there, active or not
	 */
	public void forgetGone(Uai uai, Collection<String> delegations) {
		this.table.forgetOthers(uai, delegations, this.clock.instant().minus(RETENTION_OF_GONE));
	}

	/** Runs once a day, at the first login. */
	private void clean() {
		Instant now = this.clock.instant();
		Instant last = Objects.requireNonNull(this.cleaned.get());
		if (last.isBefore(now.minus(CLEANING)) && this.cleaned.compareAndSet(last, now)) {
			this.table.forgetUnrecognised(now.minus(RETENTION));
			this.users.forgetBefore(now.minus(RETENTION_OF_GONE));
		}
	}

	/** Linking and noting, either really done or only foreseen. */
	interface Claims {

		/** The person linked; null without a link. */
		@Nullable Person linked(IdentitiesTable.Seen seen);

		/**
		 * The person whom no step may link to this identity, or null.
		 */
		@Nullable String refused(EntKey key);

		/**
		 * Tries to link.
		 * @return the person whom the identity is linked to now, by this call or, where
		 * two calls came together, by the other; null where the person is another
		 * identity's
		 */
		@Nullable Local claim(IdentitiesTable.Seen seen, Person person, LinkedBy by);

		void note(IdentitiesTable.Seen seen, IdentityState state, @Nullable Person claimed);

		/** The user under which this person is sent to applications; null for none. */
		SentUsers.@Nullable Sent sent(EntKey key, Human human);

		Instant now();

	}

}
