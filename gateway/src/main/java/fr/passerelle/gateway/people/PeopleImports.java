package fr.passerelle.gateway.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.ImportPlanner.Outcome;
import fr.passerelle.gateway.people.PeopleListMoved.Way;
import fr.passerelle.gateway.schoolfile.FileFault;
import fr.passerelle.gateway.schoolfile.SchoolFileReader;
import fr.passerelle.gateway.schoolfile.SchoolFiles;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Imports of an establishment's people: lists and the files that a school has, each
 * import whole or not at all, foreseen by a trial run and undone in one step until the
 * next. Everything here blocks: call it on a worker thread.
 */
public final class PeopleImports {

	/** How long an import waits for the one before it. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final PeopleTable table;

	private final FamilyTable families;

	private final TransactionOperations transactions;

	private final PasswordHashing hashing;

	private final Consumer<PeopleListMoved> listener;

	private final Clock clock;

	/** One import at a time: each may hold a whole list and all password turns. */
	private final Semaphore importing = new Semaphore(1, true);

	/**
	 * Imports into a store.
	 * @param jdbc the store, migrated
	 * @param transactions of the same store
	 * @param hashing of passwords
	 * @param listener is told of every import
	 * @param clock to recognise impossible dates
	 */
	public PeopleImports(JdbcTemplate jdbc, TransactionOperations transactions, PasswordHashing hashing,
			Consumer<PeopleListMoved> listener, Clock clock) {
		this.table = new PeopleTable(jdbc);
		this.families = new FamilyTable(jdbc);
		this.transactions = transactions;
		this.hashing = hashing;
		this.listener = listener;
		this.clock = clock;
	}

	/** Reads files for an import of this establishment. */
	public SchoolFileReader reader(Uai uai) {
		return new SchoolFileReader(uai, LocalDate.now(this.clock));
	}

	/**
	 * What an import would do now; changes nothing.
	 * @param uai the establishment
	 * @param files read before
	 * @param choices the author's
	 */
	public ImportPlan preview(Uai uai, SchoolFiles files, ImportChoices choices) {
		Lists lists = lists(files);
		Map<String, StoredPerson> known = this.table.all(uai);
		Map<String, String> hashes = new HashMap<>();
		for (PersonRow row : lists.rows()) {
			StoredPerson before = known.get(row.key());
			String password = row.password();
			if (password != null) {
				// Slow on purpose: a trial run says that a password is new, not whether.
				hashes.put(row.key(), (before != null && before.hash() != null) ? before.hash() : "");
			}
		}
		return plan(uai, lists, hashes, choices, known).plan();
	}

	/**
	 * Imports, whole or not at all.
	 * @param uai the establishment
	 * @param files read before
	 * @param choices the author's
	 * @param actor who sends them, for the journal
	 * @return what was done
	 * @throws ImportRefusedException with every fault; nothing was changed
	 * @throws ImportBusyException if another import did not end in time
	 */
	public ImportPlan run(Uai uai, SchoolFiles files, ImportChoices choices, Actor actor) {
		Lists lists = lists(files);
		if (!lists.files().faults().isEmpty()) {
			throw new ImportRefusedException(new ImportPlan(files.files(), List.of(), List.of(), 0, List.of(),
					files.left(), List.of(), lists.files().faults()));
		}
		return inTurn(() -> {
			// Hashing takes minutes for a large list; the transaction must not.
			Map<String, String> hashes = hashPasswords(lists.rows(), this.table.all(uai));
			ImportPlan plan = Objects
				.requireNonNull(this.transactions.execute((status) -> apply(uai, lists, hashes, choices)));
			this.listener.accept(new PeopleListMoved(this.clock.instant(), uai, Way.IMPORTED, actor,
					detail(plan, choices), shutOut(plan, choices)));
			return plan;
		});
	}

	/** The last import, where it can be undone. */
	public Optional<LastImport> last(Uai uai) {
		return this.table.lastImport(uai);
	}

	/**
	 * Undoes the last import: people whom it added are gone, those whom it changed are as
	 * they were. What the school corrected by hand since then stays.
	 * @param uai the establishment
	 * @param actor who undoes it, for the journal
	 * @return the import that was undone
	 * @throws NothingToUndoException if there is none
	 * @throws ImportBusyException if another import did not end in time
	 */
	public LastImport undo(Uai uai, Actor actor) {
		return inTurn(() -> {
			Set<String> shutOut = new HashSet<>();
			LastImport undone = Objects.requireNonNull(this.transactions.execute((status) -> putBack(uai, shutOut)));
			this.listener.accept(
					new PeopleListMoved(this.clock.instant(), uai, Way.IMPORT_UNDONE, actor, undone.detail(), shutOut));
			return undone;
		});
	}

	private LastImport putBack(Uai uai, Set<String> shutOut) {
		this.table.lock(uai, this.clock.instant());
		LastImport last = this.table.lastImport(uai).orElseThrow(NothingToUndoException::new);
		Map<String, StoredPerson> now = this.table.all(uai);
		List<String> added = this.table.addedBefore(uai);
		List<StoredPerson> restored = this.table.replaced(uai)
			.stream()
			.map((one) -> one.undone(now.get(one.before().key())))
			.toList();
		this.table.delete(uai, added);
		this.table.save(uai, restored);
		shutOut.clear();
		added.stream().flatMap((key) -> Stream.ofNullable(now.get(key))).forEach((one) -> shutOut.add(name(one)));
		restored.stream().filter((one) -> one.person().isClosed()).forEach((one) -> shutOut.add(name(one)));
		this.families.putBack(uai);
		this.table.forgetBefore(uai);
		return last;
	}

	private static String name(StoredPerson stored) {
		return stored.person().identifiant();
	}

	/** Those whom the import closed: by a file, or by a day in a list. */
	private static Set<String> shutOut(ImportPlan plan, ImportChoices choices) {
		Stream<Person> closed = Stream.concat(choices.close() ? plan.gone().stream() : Stream.empty(),
				plan.changed().stream().map(ImportPlan.Changed::after).filter(Person::isClosed));
		return closed.map(Person::identifiant).collect(Collectors.toSet());
	}

	private <T> T inTurn(Callable<T> work) {
		try {
			if (!this.importing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new ImportBusyException();
			}
			try {
				return work.call();
			}
			finally {
				this.importing.release();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ImportBusyException();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("an import fails by its own exceptions alone", ex);
		}
	}

	private static String detail(ImportPlan plan, ImportChoices choices) {
		ImportReport report = plan.report();
		int gone = plan.gone().size();
		return report.added() + " added, " + report.changed() + " changed, " + report.unchanged() + " unchanged"
				+ ((gone > 0) ? ", " + gone + (choices.close() ? " closed" : " gone") : "");
	}

	/**
	 * The rows of the lists among the files.
	 *
	 * @param rows in one order on every node
	 * @param files with the lists' faults
	 */
	private record Lists(List<PersonRow> rows, SchoolFiles files) {
	}

	private Lists lists(SchoolFiles files) {
		List<PersonRow> rows = new ArrayList<>();
		List<FileFault> faults = new ArrayList<>(files.faults());
		Map<String, String> first = new HashMap<>();
		for (SchoolFiles.RawList list : files.lists()) {
			try {
				for (PersonRow row : new PeopleCsv(this.clock).read(list.content())) {
					String other = first.putIfAbsent(row.key(), list.name());
					if (other != null && !other.equals(list.name())) {
						faults.add(new FileFault(list.name(), row.line(), PeopleColumn.IDENTIFIANT.header(),
								"stands in " + other + " too"));
					}
					rows.add(row);
				}
			}
			catch (InvalidPeopleException ex) {
				ex.faults()
					.forEach((fault) -> faults
						.add(new FileFault(list.name(), fault.line(), fault.column(), fault.message())));
			}
		}
		rows.sort(Comparator.comparing(PersonRow::key));
		return new Lists(rows, new SchoolFiles(files.files(), files.people(), files.families(), files.entNames(),
				files.left(), files.lists(), List.copyOf(faults)));
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

	private Outcome plan(Uai uai, Lists lists, Map<String, String> hashes, ImportChoices choices,
			Map<String, StoredPerson> known) {
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		ImportPlanner planner = new ImportPlanner(lists.files(), choices, known, this.families.all(uai), now);
		planner.list(lists.rows(), hashes);
		return planner.plan();
	}

	private ImportPlan apply(Uai uai, Lists lists, Map<String, String> hashes, ImportChoices choices) {
		this.table.lock(uai, this.clock.instant());
		Map<String, StoredPerson> known = this.table.all(uai);
		Outcome outcome = plan(uai, lists, hashes, choices, known);
		if (!outcome.plan().faults().isEmpty()) {
			throw new ImportRefusedException(outcome.plan());
		}
		if (outcome.changesNothing()) {
			return outcome.plan();
		}
		List<Replaced> before = new ArrayList<>();
		List<String> added = new ArrayList<>();
		for (StoredPerson person : outcome.save()) {
			StoredPerson old = known.get(person.key());
			if (old != null) {
				before.add(Replaced.by(old, person));
			}
			else {
				added.add(person.key());
			}
		}
		this.table.keepBefore(uai, before, added, this.clock.instant(), detail(outcome.plan(), choices));
		this.families.keepBefore(uai);
		this.table.save(uai, outcome.save());
		this.families.replace(uai, outcome.lost(), outcome.come());
		return outcome.plan();
	}

}
