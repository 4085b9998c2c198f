package fr.passerelle.gateway.people;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import fr.passerelle.gateway.establishment.Uai;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * An establishment's own people: who they are, which Espaces are open to them, and
 * whether a password is theirs. Everything here blocks: call it on a worker thread.
 */
public final class People {

	/** Most people on one page of a search. */
	public static final int MAX_PAGE_SIZE = 200;

	/** People read in one query while all are gone through. */
	private static final int AT_ONCE = 500;

	private final PeopleTable table;

	private final TransactionOperations transactions;

	private final PasswordHashing hashing;

	private final FamilyTable families;

	/**
	 * People in a store.
	 * @param jdbc the store, migrated
	 * @param transactions of the same store
	 * @param hashing of passwords
	 */
	public People(JdbcTemplate jdbc, TransactionOperations transactions, PasswordHashing hashing) {
		this.table = new PeopleTable(jdbc);
		this.families = new FamilyTable(jdbc);
		this.transactions = transactions;
		this.hashing = hashing;
	}

	/**
	 * Checks a name and a password, slowly on purpose (Argon2id) and with the same work
	 * for an unknown name, a wrong password, a person without password, one who is no
	 * more of the school and input that is too long.
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
		boolean mayCome = known != null && !known.person().isClosed();
		return new PasswordVerdict((known != null) ? known.person() : null, right && mayCome);
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

	/** The pupils with this national number; one, unless the files are wrong. */
	public List<Person> withIne(Uai uai, String ine) {
		return this.table.withIne(uai, ine);
	}

	/**
	 * All people in a fixed order, a few hundred at a time: the list is never whole in
	 * memory, and a reader does not hold up an import.
	 * @param each told of each person, with their family
	 */
	public void forEach(Uai uai, Consumer<ListedPerson> each) {
		String last = "";
		List<StoredPerson> some;
		do {
			some = this.table.after(uai, last, AT_ONCE);
			listed(uai, some.stream().map(StoredPerson::person).toList()).forEach(each);
			last = some.isEmpty() ? last : some.get(some.size() - 1).key();
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

	/**
	 * Some people with their families, at most {@link #MAX_PAGE_SIZE} at a time or so.
	 */
	public List<ListedPerson> listed(Uai uai, List<Person> people) {
		Map<String, List<FamilyMember>> of = this.families.of(uai,
				people.stream().map((person) -> LoginName.key(person.identifiant())).toList());
		return people.stream()
			.map((person) -> new ListedPerson(person, of.getOrDefault(LoginName.key(person.identifiant()), List.of())))
			.toList();
	}

	/** How many people a search finds on all its pages. */
	public long count(Uai uai, String q) {
		return this.table.count(uai, SearchText.words(q));
	}

	/** Deletes the people of an establishment that is being deleted. */
	public int forget(Uai uai) {
		return Objects.requireNonNullElse(this.transactions.execute((status) -> {
			this.families.forgetBefore(uai);
			return this.table.deleteAll(uai);
		}), 0);
	}

}
