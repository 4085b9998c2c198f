package fr.passerelle.gateway.people;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.PeopleListMoved.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * An establishment's own people: who they are, which Espaces are open to them, and
 * whether a password is theirs. Everything here blocks: call it on a worker thread.
 */
public final class People {

	/** Most people on one page of a search. */
	public static final int MAX_PAGE_SIZE = 200;

	/** Largest list, in bytes. */
	public static final int MAX_IMPORT_BYTES = PeopleCsv.MAX_BYTES;

	/** How long an import waits for the one before it. */
	private static final Duration IMPORT_PATIENCE = Duration.ofSeconds(30);

	/** People read in one query while all are gone through. */
	private static final int AT_ONCE = 500;

	private final PeopleTable table;

	private final TransactionOperations transactions;

	private final PasswordHashing hashing;

	private final Consumer<PeopleListMoved> listener;

	private final Clock clock;

	/** One import at a time: each may hold a whole list and all password turns. */
	private final Semaphore importing = new Semaphore(1, true);

	/**
	 * People in a store.
	 * @param jdbc the store, migrated
	 * @param transactions of the same store
	 * @param hashing of passwords
	 * @param listener is told of every import
	 * @param clock to recognise impossible dates
	 */
	public People(JdbcTemplate jdbc, TransactionOperations transactions, PasswordHashing hashing,
			Consumer<PeopleListMoved> listener, Clock clock) {
		this.table = new PeopleTable(jdbc);
		this.transactions = transactions;
		this.hashing = hashing;
		this.listener = listener;
		this.clock = clock;
	}

	/**
	 * Checks a name and a password, slowly on purpose (Argon2id) and with the same work
	 * for an unknown name, a wrong password, a person without password and input that is
	 * too long.
	 * @param uai the establishment
	 * @param username as typed; letter case and surrounding blanks do not count
	 * @param password as typed
	 * @return whether the password is right, and whose record has the name
	 * @throws HashingBusyException if too many passwords are being checked; this does not
	 * count as a wrong attempt
	 */
	public PasswordVerdict check(Uai uai, String username, String password) {
		StoredPerson known = this.table.find(uai, LoginName.key(username)).orElse(null);
		boolean right = this.hashing.matches(password, (known != null) ? known.hash() : null);
		return new PasswordVerdict((known != null) ? known.person() : null, right && known != null);
	}

	/** The person of this identifiant, in any of its spellings. */
	public Optional<Person> find(Uai uai, String identifiant) {
		return this.table.find(uai, LoginName.key(identifiant)).map(StoredPerson::person);
	}

	/** All people with this birth date in the list. */
	public List<Person> bornOn(Uai uai, LocalDate date) {
		return this.table.bornOn(uai, date);
	}

	/** The people with this ENT id in the list; one, unless the list is wrong. */
	public List<Person> knownToEntAs(Uai uai, String entId) {
		return this.table.knownToEntAs(uai, Normalizer.normalize(entId, Normalizer.Form.NFC));
	}

	/**
	 * All people in a fixed order, a few hundred at a time: the list is never whole in
	 * memory, and a reader does not hold up an import.
	 * @param each told of each person
	 */
	public void forEach(Uai uai, Consumer<Person> each) {
		String last = "";
		List<StoredPerson> some;
		do {
			some = this.table.after(uai, last, AT_ONCE);
			for (StoredPerson stored : some) {
				each.accept(stored.person());
				last = stored.key();
			}
		}
		while (some.size() == AT_ONCE);
	}

	/**
	 * Finds people by words of their names or identifiant, accents and letter case aside;
	 * all of them for an empty question.
	 * @param uai the establishment
	 * @param q the words, each of which must occur
	 * @param page counted from 0
	 * @param size people on a page, at most {@link #MAX_PAGE_SIZE}
	 * @return the people, by name
	 */
	public List<Person> search(Uai uai, String q, int page, int size) {
		int limit = Math.max(1, Math.min(size, MAX_PAGE_SIZE));
		long offset = (long) Math.max(0, page) * limit;
		return (offset > Integer.MAX_VALUE) ? List.of()
				: this.table.search(uai, SearchText.words(q), (int) offset, limit);
	}

	/** How many people a search finds on all its pages. */
	public long count(Uai uai, String q) {
		return this.table.count(uai, SearchText.words(q));
	}

	/** Deletes the people of an establishment that is being deleted. */
	public int forget(Uai uai) {
		return Objects.requireNonNullElse(this.transactions.execute((status) -> this.table.deleteAll(uai)), 0);
	}

	/**
	 * Takes over a list of people, whole or not at all. People whom it leaves out stay; a
	 * row without password keeps the old one.
	 * @param uai the establishment
	 * @param csv the file as it came
	 * @param actor who sends it, for the journal
	 * @return what was done
	 * @throws InvalidPeopleException with every fault; nothing was changed
	 * @throws ImportBusyException if another import did not end in time
	 */
	public ImportReport importCsv(Uai uai, byte[] csv, Actor actor) {
		List<PersonRow> rows = new ArrayList<>(new PeopleCsv(this.clock).read(csv));
		// One order on every node: two imports cannot wait for each other's rows.
		rows.sort(Comparator.comparing(PersonRow::key));
		try {
			if (!this.importing.tryAcquire(IMPORT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new ImportBusyException();
			}
			try {
				// Hashing takes minutes for a large list; the transaction must not.
				Map<String, String> hashes = hashPasswords(rows, this.table.all(uai));
				ImportReport report = Objects
					.requireNonNull(this.transactions.execute((status) -> apply(uai, rows, hashes)));
				this.listener.accept(new PeopleListMoved(this.clock.instant(), uai, Way.IMPORTED, actor, report.added()
						+ " added, " + report.changed() + " changed, " + report.unchanged() + " unchanged"));
				return report;
			}
			finally {
				this.importing.release();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ImportBusyException();
		}
	}

	private Map<String, String> hashPasswords(List<PersonRow> rows, Map<String, StoredPerson> known)
			throws InterruptedException {
		List<String> keys = new ArrayList<>();
		List<Callable<String>> tasks = new ArrayList<>();
		for (PersonRow row : rows) {
			String password = row.password();
			if (password != null) {
				StoredPerson before = known.get(row.key());
				String current = (before != null) ? before.hash() : null;
				keys.add(row.key());
				tasks.add(() -> this.hashing.keepOrHash(password, current));
			}
		}
		List<String> hashes = inParallel(tasks);
		Map<String, String> byKey = new HashMap<>();
		for (int i = 0; i < keys.size(); i++) {
			byKey.put(keys.get(i), hashes.get(i));
		}
		return byKey;
	}

	private List<String> inParallel(List<Callable<String>> tasks) throws InterruptedException {
		ExecutorService workers = Executors.newFixedThreadPool(this.hashing.parallelism());
		try {
			List<String> results = new ArrayList<>(tasks.size());
			for (Future<String> future : workers.invokeAll(tasks)) {
				results.add(future.get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a password could not be hashed", ex.getCause());
		}
		finally {
			workers.shutdownNow();
		}
	}

	private ImportReport apply(Uai uai, List<PersonRow> rows, Map<String, String> hashes) {
		this.table.lock(uai, this.clock.instant());
		Map<String, StoredPerson> known = this.table.all(uai);
		List<StoredPerson> different = new ArrayList<>();
		int added = 0;
		for (PersonRow row : rows) {
			StoredPerson before = known.get(row.key());
			StoredPerson after = merge(before, row, hashes.get(row.key()));
			added += (before == null) ? 1 : 0;
			if (!after.equals(before)) {
				different.add(after);
			}
		}
		this.table.save(uai, different);
		return new ImportReport(added, different.size() - added, rows.size() - different.size());
	}

	private static StoredPerson merge(@Nullable StoredPerson before, PersonRow row, @Nullable String newHash) {
		String hash = (newHash == null && before != null) ? before.hash() : newHash;
		Person person = row.person();
		return new StoredPerson(row.key(), new Person(person.identifiant(), person.familyName(), person.givenName(),
				person.birthDate(), person.espaces(), hash != null, person.entId(), person.email()), hash);
	}

}
