package fr.passerelle.gateway.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
			+ "password_hash, ent_id, email";

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
		String sql = "INSERT INTO people (uai, search_text, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
				+ "ON CONFLICT (uai, login_key) DO UPDATE SET search_text = excluded.search_text, "
				+ "identifiant = excluded.identifiant, family_name = excluded.family_name, "
				+ "given_name = excluded.given_name, birth_date = excluded.birth_date, espaces = excluded.espaces, "
				+ "password_hash = excluded.password_hash, ent_id = excluded.ent_id, email = excluded.email";
		this.jdbc.batchUpdate(sql, people, BATCH, (statement, stored) -> {
			Person person = stored.person();
			List<@Nullable String> values = Arrays.asList(uai.value(), SearchText.of(person), stored.key(),
					person.identifiant(), person.familyName(), person.givenName(), text(person.birthDate()),
					text(person), stored.hash(), person.entId(), person.email());
			for (int i = 0; i < values.size(); i++) {
				statement.setString(i + 1, values.get(i));
			}
		});
	}

	int deleteAll(Uai uai) {
		this.client.sql("DELETE FROM people_imports WHERE uai = ?").param(uai.value()).update();
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
				hash != null, row.getString("ent_id"), row.getString("email"));
		return new StoredPerson(row.getString("login_key"), person, hash);
	}

}
