package fr.passerelle.gateway.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.people.LoginName;
import fr.passerelle.gateway.recognition.IdentitiesTable.Known;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The users sent to applications for people without a local record, in SQL for SQLite and
 * PostgreSQL. Holds hashes only: one row for each person who came, and one more for each
 * who needed another user.
 */
final class UsersTable {

	/** A person's last visit is written once in this time. */
	private static final Duration SEEN_EVERY = Duration.ofDays(1);

	/** Each part is found by an index, and most find nothing. */
	private static final String FIRST = "SELECT i.login_key, i.refused_key, u.holder, u.account, u.human, u.last_seen, "
			+ "(SELECT COALESCE(MAX(r.rank), 0) FROM ent_users r WHERE r.uai = ? AND r.holder = ? AND r.rank > 0) "
			+ "AS highest, (SELECT COUNT(*) FROM people p WHERE p.uai = ? AND p.login_key = ?) AS listed "
			+ "FROM (SELECT 1 AS one) o LEFT JOIN ent_identities i ON i.id = ? "
			+ "LEFT JOIN ent_users u ON u.uai = ? AND u.name_key = ?";

	private final JdbcClient client;

	UsersTable(JdbcTemplate jdbc) {
		this.client = JdbcClient.create(jdbc);
	}

	/**
	 * The highest rank that a person ever had; 0 for the first person. The condition on
	 * the rank is the index's.
	 */
	int rank(EntKey key) {
		return this.client.sql("SELECT COALESCE(MAX(rank), 0) FROM ent_users WHERE uai = ? AND holder = ? AND rank > 0")
			.params(key.uai().value(), holder(key))
			.query(Integer.class)
			.single();
	}

	/**
	 * All that a login usually has to know of a person, in one question: their link, and
	 * who has their user.
	 */
	First first(EntKey key) {
		String uai = key.uai().value();
		return this.client.sql(FIRST)
			.params(uai, holder(key), uai, LoginName.key(key.user()), key.id(), uai, nameKey(key.user()))
			.query((row, index) -> new First(new Known(row.getString("login_key"), row.getString("refused_key")),
					row.getInt("highest"), row.getInt("listed") > 0,
					(row.getString("holder") != null) ? read(row) : null))
			.single();
	}

	/** Whether a user is this person's, or not taken yet. */
	boolean isFree(EntKey key, String user, @Nullable String human) {
		return row(key.uai(), nameKey(user)).map((row) -> isSame(row, key, human) || hasJoined(key, user)).orElse(true);
	}

	private static boolean isSame(Row row, EntKey key, @Nullable String human) {
		return row.holder().equals(holder(key)) || row.account().equals(account(key))
				|| (human != null && hash(human).equals(row.human()));
	}

	/** Whether this person was found to be the one with that user. */
	boolean hasJoined(EntKey key, String user) {
		return row(key.uai(), joinedKey(key, user)).isPresent();
	}

	/**
	 * Notes that this person is the one with that user. The note lasts when one of the
	 * two records is renamed before the other.
	 */
	void join(EntKey key, String user, Instant now) {
		write(key, joinedKey(key, user), new Row(holder(key), account(key), null, now), 0);
	}

	private static String joinedKey(EntKey key, String user) {
		return SecretText.hash("joined\n" + nameKey(user) + "\n" + holder(key));
	}

	/**
	 * Takes a user for a person: if two come together, one statement gives it to one of
	 * them.
	 * @return whose it is
	 */
	Taken take(EntKey key, String user, @Nullable String human, int rank, Instant now) {
		return take(row(key.uai(), nameKey(user)), key, user, human, rank, now);
	}

	/**
	 * The same for the ENT's own user.
	 * @param first what {@link #first} has just found
	 */
	Taken takeFirst(First first, EntKey key, @Nullable String human, Instant now) {
		return take(Optional.ofNullable(first.row()), key, key.user(), human, 0, now);
	}

	private Taken take(Optional<Row> before, EntKey key, String user, @Nullable String human, int rank, Instant now) {
		String nameKey = nameKey(user);
		String holder = holder(key);
		if (before.isPresent() && !before.get().holder().equals(holder)) {
			if (!isSame(before.get(), key, human) && !hasJoined(key, user)) {
				return Taken.BY_ANOTHER;
			}
			join(key, user, now);
			return Taken.BEFORE;
		}
		if (before.isPresent() && now.isBefore(before.get().lastSeen().plus(SEEN_EVERY))) {
			return Taken.BEFORE;
		}
		Row mine = new Row(holder, account(key), (human != null) ? hash(human) : null, now);
		if (write(key, nameKey, mine, rank)) {
			return before.isPresent() ? Taken.BEFORE : Taken.NOW;
		}
		// Another person came at the same moment.
		return isFree(key, user, human) ? Taken.BEFORE : Taken.BY_ANOTHER;
	}

	private boolean write(EntKey key, String nameKey, Row row, int rank) {
		return this.client.sql("INSERT INTO ent_users (uai, name_key, holder, rank, account, human, last_seen) "
				+ "VALUES (?, ?, ?, ?, ?, ?, ?) " + "ON CONFLICT (uai, name_key) DO UPDATE SET human = excluded.human, "
				+ "last_seen = excluded.last_seen WHERE ent_users.holder = excluded.holder")
			.params(Arrays.asList(key.uai().value(), nameKey, row.holder(), rank, row.account(), row.human(),
					row.lastSeen().toEpochMilli()))
			.update() == 1;
	}

	private static String account(EntKey key) {
		return SecretText.hash("account\n" + key.issuer() + "\n" + key.user());
	}

	private static String hash(String human) {
		return SecretText.hash("human\n" + human);
	}

	/** The owner of a user. */
	enum Taken {

		/** This person's, since this call. */
		NOW,
		/** This person's, since an earlier visit. */
		BEFORE,
		/** Another person's. */
		BY_ANOTHER

	}

	void forget(Uai uai) {
		this.client.sql("DELETE FROM ent_users WHERE uai = ?").param(uai.value()).update();
	}

	/** Deletes people who have not come since, of all establishments. */
	void forgetBefore(Instant lastSeen) {
		this.client.sql("DELETE FROM ent_users WHERE last_seen < ?").param(lastSeen.toEpochMilli()).update();
	}

	private Optional<Row> row(Uai uai, String nameKey) {
		return this.client.sql("SELECT holder, account, human, last_seen FROM ent_users WHERE uai = ? AND name_key = ?")
			.params(uai.value(), nameKey)
			.query((row, index) -> read(row))
			.optional();
	}

	private static Row read(ResultSet row) throws SQLException {
		return new Row(row.getString("holder"), row.getString("account"), row.getString("human"),
				Instant.ofEpochMilli(row.getLong("last_seen")));
	}

	/**
	 * What the store holds when a person comes.
	 *
	 * @param known their link
	 * @param rank the highest that they ever had
	 * @param listed whether a person of the list has the ENT's user as their identifiant
	 * @param row who has that user at an ENT's word; null for no person
	 */
	record First(Known known, int rank, boolean listed, @Nullable Row row) {
	}

	/** The holder of one user, in hashes. */
	record Row(String holder, String account, @Nullable String human, Instant lastSeen) {
	}

	/** In the form of an identifiant; a text that cannot be one is compared as it is. */
	private static String nameKey(String user) {
		String key = LoginName.key(user);
		return SecretText.hash("user\n" + (key.isEmpty() ? user : key));
	}

	/**
	 * Without the issuer: an ENT that moves to other addresses under its delegation must
	 * not give each of its people another user.
	 */
	private static String holder(EntKey key) {
		return SecretText.hash("holder\n" + key.delegation() + "\n" + key.user());
	}

}
