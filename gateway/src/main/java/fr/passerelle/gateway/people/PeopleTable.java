package fr.passerelle.gateway.people;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People in the database; SQL that SQLite and PostgreSQL read alike.
 */
final class PeopleTable {

	private static final int BATCH = 500;

	private static final String COLUMNS = "login_key, identifiant, family_name, given_name, birth_date, espaces, "
			+ "password_hash, ent_id, email, usage_name, class_name, source_id, ine, by_hand, closed_at";

	private static final String VALUES = COLUMNS.replaceAll("[a-z_]+", "?");

	private final JdbcTemplate jdbc;

	private final JdbcClient client;

	PeopleTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
		this.client = JdbcClient.create(jdbc);
	}

	Optional<StoredPerson> find(Uai uai, String key) {
		return this.client.sql("SELECT " + COLUMNS + " FROM people WHERE uai = ? AND login_key = ?")
			.params(uai.value(), key)
			.query((row, number) -> stored(row))
			.optional();
	}

	List<Person> bornOn(Uai uai, LocalDate date) {
		return this.client.sql("SELECT " + COLUMNS + " FROM people WHERE uai = ? AND birth_date = ?")
			.params(uai.value(), date.toString())
			.query((row, number) -> stored(row).person())
			.list();
	}

	/** Reads two rows at most: two are enough to know that the name is not unique. */
	List<Person> knownToEntAs(Uai uai, String entId) {
		return this.client.sql("SELECT " + COLUMNS + " FROM people WHERE uai = ? AND ent_id = ? LIMIT 2")
			.params(uai.value(), entId)
			.query((row, number) -> stored(row).person())
			.list();
	}

	/** Two rows at most, as above. */
	List<Person> withIne(Uai uai, String ine) {
		return this.client.sql("SELECT " + COLUMNS + " FROM people WHERE uai = ? AND ine = ? LIMIT 2")
			.params(uai.value(), ine)
			.query((row, number) -> stored(row).person())
			.list();
	}

	List<StoredPerson> after(Uai uai, String key, int limit) {
		return this.client
			.sql("SELECT " + COLUMNS + " FROM people WHERE uai = ? AND login_key > ? ORDER BY login_key LIMIT ?")
			.params(uai.value(), key, limit)
			.query((row, number) -> stored(row))
			.list();
	}

	Map<String, StoredPerson> all(Uai uai) {
		Map<String, StoredPerson> people = new HashMap<>();
		this.client.sql("SELECT " + COLUMNS + " FROM people WHERE uai = ?")
			.param(uai.value())
			.query((row, number) -> stored(row))
			.list()
			.forEach((person) -> people.put(person.key(), person));
		return people;
	}

	List<Person> search(Uai uai, List<String> words, int offset, int limit) {
		return this.client
			.sql("SELECT " + COLUMNS + " FROM people" + where(words)
					+ " ORDER BY search_text, login_key LIMIT ? OFFSET ?")
			.param(uai.value())
			.params(patterns(words))
			.param(limit)
			.param(offset)
			.query((row, number) -> stored(row).person())
			.list();
	}

	long count(Uai uai, List<String> words) {
		return this.client.sql("SELECT COUNT(*) FROM people" + where(words))
			.param(uai.value())
			.params(patterns(words))
			.query(Long.class)
			.single();
	}

	/** Words are letters and digits only, so that none is a wildcard. */
	private static String where(List<String> words) {
		return " WHERE uai = ?" + " AND search_text LIKE ?".repeat(words.size());
	}

	private static List<String> patterns(List<String> words) {
		return words.stream().map((word) -> "%" + word + "%").toList();
	}

	/**
	 * Takes the establishment's turn until the transaction ends: a second import waits
	 * here, on every node and in both databases, so that two lists never mix.
	 */
	void lock(Uai uai, Instant now) {
		this.client
			.sql("INSERT INTO people_imports (uai, imported_at) VALUES (?, ?) "
					+ "ON CONFLICT (uai) DO UPDATE SET imported_at = excluded.imported_at")
			.params(uai.value(), now.toEpochMilli())
			.update();
	}

	void save(Uai uai, List<StoredPerson> people) {
		String updates = Arrays.stream(COLUMNS.split(", "))
			.filter((column) -> !column.equals("login_key"))
			.map((column) -> column + " = excluded." + column)
			.collect(Collectors.joining(", "));
		String sql = "INSERT INTO people (" + COLUMNS + ", uai, search_text) VALUES (" + VALUES + ", ?, ?) "
				+ "ON CONFLICT (uai, login_key) DO UPDATE SET search_text = excluded.search_text, " + updates;
		this.jdbc.batchUpdate(sql, people, BATCH, (statement, stored) -> {
			int at = set(statement, values(stored), 1);
			setMillis(statement, at, stored.person().school().closedAt());
			statement.setString(at + 1, uai.value());
			statement.setString(at + 2, SearchText.of(stored.person()));
		});
	}

	/** All but {@code closed_at}, in the order of the columns. */
	private static List<@Nullable String> values(StoredPerson stored) {
		Person person = stored.person();
		SchoolRecord school = person.school();
		return Arrays.asList(stored.key(), person.identifiant(), person.familyName(), person.givenName(),
				text(person.birthDate()), text(person), stored.hash(), person.entId(), person.email(),
				school.usageName(), school.className(), school.sourceId(), school.ine(), text(school.byHand()));
	}

	private static int set(PreparedStatement statement, List<@Nullable String> values, int first) throws SQLException {
		for (int i = 0; i < values.size(); i++) {
			statement.setString(first + i, values.get(i));
		}
		return first + values.size();
	}

	private static void setMillis(PreparedStatement statement, int at, @Nullable Instant instant) throws SQLException {
		if (instant != null) {
			statement.setLong(at, instant.toEpochMilli());
		}
		else {
			statement.setNull(at, Types.BIGINT);
		}
	}

	void delete(Uai uai, List<String> keys) {
		this.jdbc.batchUpdate("DELETE FROM people WHERE uai = ? AND login_key = ?", keys, BATCH, (statement, key) -> {
			statement.setString(1, uai.value());
			statement.setString(2, key);
		});
	}

	/**
	 * Keeps people as they are before an import changes them, instead of those of the
	 * import before.
	 * @param before who is changed
	 * @param added the keys of those who are not there yet
	 */
	void keepBefore(Uai uai, List<Replaced> before, List<String> added, Instant now, String detail) {
		forgetBefore(uai);
		this.client.sql("INSERT INTO people_undo (uai, imported_at, detail) VALUES (?, ?, ?)")
			.params(uai.value(), now.toEpochMilli(), detail)
			.update();
		String sql = "INSERT INTO people_undo_rows (uai, was_there, hand_after, new_password, " + COLUMNS
				+ ") VALUES (?, 1, ?, ?, " + VALUES + ")";
		this.jdbc.batchUpdate(sql, before, BATCH, (statement, one) -> {
			statement.setString(1, uai.value());
			statement.setString(2, text(one.byHandAfter()));
			statement.setInt(3, one.newPassword() ? 1 : 0);
			int at = set(statement, values(one.before()), 4);
			setMillis(statement, at, one.before().person().school().closedAt());
		});
		this.jdbc.batchUpdate("INSERT INTO people_undo_rows (uai, login_key, was_there) VALUES (?, ?, 0)", added, BATCH,
				(statement, key) -> {
					statement.setString(1, uai.value());
					statement.setString(2, key);
				});
	}

	/** The last import, where it can be undone. */
	Optional<LastImport> lastImport(Uai uai) {
		return this.client.sql("SELECT imported_at, detail FROM people_undo WHERE uai = ?")
			.param(uai.value())
			.query((row, number) -> new LastImport(Instant.ofEpochMilli(row.getLong("imported_at")),
					row.getString("detail")))
			.optional();
	}

	/** Who was changed by the last import, as they were. */
	List<Replaced> replaced(Uai uai) {
		return this.client
			.sql("SELECT hand_after, new_password, " + COLUMNS
					+ " FROM people_undo_rows WHERE uai = ? AND was_there = 1")
			.param(uai.value())
			.query((row, number) -> new Replaced(stored(row), fields(row.getString("hand_after")),
					row.getInt("new_password") == 1))
			.list();
	}

	/** Who was added by the last import. */
	List<String> addedBefore(Uai uai) {
		return this.client.sql("SELECT login_key FROM people_undo_rows WHERE uai = ? AND was_there = 0")
			.param(uai.value())
			.query(String.class)
			.list();
	}

	void forgetBefore(Uai uai) {
		this.client.sql("DELETE FROM people_undo_rows WHERE uai = ?").param(uai.value()).update();
		this.client.sql("DELETE FROM people_undo WHERE uai = ?").param(uai.value()).update();
	}

	int deleteAll(Uai uai) {
		this.client.sql("DELETE FROM people_imports WHERE uai = ?").param(uai.value()).update();
		forgetBefore(uai);
		return this.client.sql("DELETE FROM people WHERE uai = ?").param(uai.value()).update();
	}

	private static @Nullable String text(@Nullable LocalDate date) {
		return (date != null) ? date.toString() : null;
	}

	private static String text(Person person) {
		return person.espaces().stream().map(EspaceKey::key).collect(Collectors.joining("|"));
	}

	private static StoredPerson stored(ResultSet row) throws SQLException {
		String birthDate = row.getString("birth_date");
		String hash = row.getString("password_hash");
		Person person = new Person(row.getString("identifiant"), row.getString("family_name"),
				row.getString("given_name"), (birthDate != null) ? LocalDate.parse(birthDate) : null,
				Arrays.stream(row.getString("espaces").split("\\|"))
					.flatMap((key) -> EspaceKey.of(key).stream())
					.collect(Collectors.toSet()),
				hash != null, row.getString("ent_id"), row.getString("email"), school(row));
		return new StoredPerson(row.getString("login_key"), person, hash);
	}

	private static SchoolRecord school(ResultSet row) throws SQLException {
		long closed = row.getLong("closed_at");
		Instant closedAt = row.wasNull() ? null : Instant.ofEpochMilli(closed);
		return new SchoolRecord(row.getString("usage_name"), row.getString("class_name"), row.getString("source_id"),
				row.getString("ine"), closedAt, fields(row.getString("by_hand")));
	}

	/** A field that a later program knows is not this one's to correct. */
	private static Set<PersonField> fields(@Nullable String names) {
		List<String> wanted = (names != null) ? List.of(names.split("\\|")) : List.of();
		return Arrays.stream(PersonField.values())
			.filter((field) -> wanted.contains(field.name()))
			.collect(Collectors.toSet());
	}

	private static @Nullable String text(Set<PersonField> byHand) {
		return byHand.isEmpty() ? null : byHand.stream().map(PersonField::name).collect(Collectors.joining("|"));
	}

}
