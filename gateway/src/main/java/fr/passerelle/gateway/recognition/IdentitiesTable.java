package fr.passerelle.gateway.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Identities and their links in the database; SQL that SQLite and PostgreSQL read alike.
 */
final class IdentitiesTable {

	private static final String SELECT = "SELECT i.*, p.identifiant AS p_id, p.family_name AS p_family, "
			+ "p.given_name AS p_given, c.identifiant AS c_id, c.family_name AS c_family, c.given_name AS c_given "
			+ "FROM ent_identities i LEFT JOIN people p ON p.uai = i.uai AND p.login_key = i.login_key "
			+ "LEFT JOIN people c ON c.uai = i.uai AND c.login_key = i.claimed_key";

	private static final String INSERT = "INSERT INTO ent_identities (id, uai, delegation, issuer, ent_user, name, "
			+ "profiles, search_text, first_seen, last_seen, state, claimed_key, login_key, linked_by, linked_at) "
			+ "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ";

	private final JdbcClient client;

	IdentitiesTable(JdbcTemplate jdbc) {
		this.client = JdbcClient.create(jdbc);
	}

	/** The person linked to a key, and the person who must not be linked to it. */
	record Known(@Nullable String linked, @Nullable String refused) {

		static final Known NOTHING = new Known(null, null);

	}

	/** What to write about a person who came. */
	record Seen(EntKey key, String name, Set<Profile> profiles, Instant at) {

		@Override
		public String toString() {
			return "Seen[]";
		}

	}

	Known known(EntKey key) {
		return this.client.sql("SELECT login_key, refused_key FROM ent_identities WHERE id = ?")
			.param(key.id())
			.query((row, number) -> new Known(row.getString("login_key"), row.getString("refused_key")))
			.optional()
			.orElse(Known.NOTHING);
	}

	/** Whether a person is linked to another identity than this. */
	boolean isTaken(EntKey key, String person) {
		return !this.client
			.sql("SELECT id FROM ent_identities WHERE uai = ? AND login_key = ? AND delegation = ? AND issuer = ? "
					+ "AND id <> ?")
			.params(key.uai().value(), person, key.delegation(), key.issuer(), key.id())
			.query(String.class)
			.list()
			.isEmpty();
	}

	/**
	 * Links, if neither of the two has a link: one statement decides between several
	 * calls.
	 * @return whether this call did it
	 */
	boolean link(Seen seen, String person, LinkedBy by) {
		List<@Nullable Object> values = values(seen, IdentityState.LINKED, null);
		values.addAll(Arrays.asList(person, by.name(), seen.at().toEpochMilli()));
		if (this.client.sql(INSERT + "DO NOTHING").params(values).update() == 1) {
			return true;
		}
		return linkKnown(seen.key().id(), person, by, null, seen.at());
	}

	/** The same for an identity that is in the list. */
	boolean linkKnown(String id, String person, LinkedBy by, @Nullable String author, Instant at) {
		try {
			return this.client
				.sql("UPDATE ent_identities SET state = 'LINKED', login_key = ?, linked_by = ?, linked_author = ?, "
						+ "linked_at = ?, claimed_key = NULL, refused_key = NULL WHERE id = ? AND login_key IS NULL "
						+ "AND NOT EXISTS (SELECT 1 FROM ent_identities o WHERE o.uai = ent_identities.uai "
						+ "AND o.delegation = ent_identities.delegation AND o.issuer = ent_identities.issuer "
						+ "AND o.login_key = ?)")
				.params(Arrays.asList(person, by.name(), author, at.toEpochMilli(), id, person))
				.update() == 1;
		}
		catch (DataIntegrityViolationException ex) {
			// Another transaction linked the person after this statement looked.
			return false;
		}
	}

	/** Removes a link; true if there was one. */
	boolean unlink(Uai uai, String id) {
		return this.client
			.sql("UPDATE ent_identities SET state = 'UNKNOWN', refused_key = login_key, login_key = NULL, "
					+ "linked_by = NULL, linked_author = NULL, linked_at = NULL "
					+ "WHERE uai = ? AND id = ? AND login_key IS NOT NULL")
			.params(uai.value(), id)
			.update() == 1;
	}

	/** Notes a person who was not recognised; a link that was made meanwhile stays. */
	void note(Seen seen, IdentityState state, @Nullable String claimed) {
		List<@Nullable Object> values = values(seen, state, claimed);
		values.addAll(Arrays.asList(null, null, null));
		this.client
			.sql(INSERT + "(id) DO UPDATE SET name = excluded.name, profiles = excluded.profiles, "
					+ "search_text = excluded.search_text, last_seen = excluded.last_seen, state = excluded.state, "
					+ "claimed_key = excluded.claimed_key WHERE ent_identities.login_key IS NULL")
			.params(values)
			.update();
	}

	private static List<@Nullable Object> values(Seen seen, IdentityState state, @Nullable String claimed) {
		EntKey key = seen.key();
		return new ArrayList<>(Arrays.asList(key.id(), key.uai().value(), key.delegation(), key.issuer(), key.user(),
				seen.name(), seen.profiles().stream().sorted().map(Profile::name).collect(Collectors.joining(",")),
				FoldedText.of(key.user() + " " + seen.name()), seen.at().toEpochMilli(), seen.at().toEpochMilli(),
				state.name(), claimed));
	}

	/** Notes that a linked person came, unless that was noted since. */
	void touch(Seen seen, Instant since) {
		this.client
			.sql("UPDATE ent_identities SET name = ?, profiles = ?, search_text = ?, last_seen = ? "
					+ "WHERE id = ? AND last_seen < ?")
			.params(seen.name(), seen.profiles().stream().sorted().map(Profile::name).collect(Collectors.joining(",")),
					FoldedText.of(seen.key().user() + " " + seen.name()), seen.at().toEpochMilli(), seen.key().id(),
					since.toEpochMilli())
			.update();
	}

	Optional<EntIdentity> find(Uai uai, String id) {
		return this.client.sql(SELECT + " WHERE i.uai = ? AND i.id = ?")
			.params(uai.value(), id)
			.query((row, number) -> identity(row))
			.optional();
	}

	List<EntIdentity> list(IdentityQuery query) {
		Filter filter = Filter.of(query);
		return this.client.sql(SELECT + filter.where() + " ORDER BY i.last_seen DESC, i.id LIMIT ? OFFSET ?")
			.params(filter.values())
			.param(query.size())
			.param(query.offset())
			.query((row, number) -> identity(row))
			.list();
	}

	long count(IdentityQuery query) {
		Filter filter = Filter.of(query);
		return this.client.sql("SELECT COUNT(*) FROM ent_identities i" + filter.where())
			.params(filter.values())
			.query(Long.class)
			.single();
	}

	/** Keeps only the newest unrecognised identities of an establishment. */
	void keepNewest(Uai uai, int most) {
		this.client
			.sql("DELETE FROM ent_identities WHERE login_key IS NULL AND id IN (SELECT id FROM ent_identities "
					+ "WHERE uai = ? AND login_key IS NULL ORDER BY last_seen DESC, id LIMIT ? OFFSET ?)")
			.params(uai.value(), most, most)
			.update();
	}

	/**
	 * Deletes unrecognised identities that have not come since, of all establishments.
	 */
	int forgetUnrecognised(Instant lastSeenBefore) {
		return this.client.sql("DELETE FROM ent_identities WHERE login_key IS NULL AND last_seen < ?")
			.param(lastSeenBefore.toEpochMilli())
			.update();
	}

	int forget(Uai uai) {
		return this.client.sql("DELETE FROM ent_identities WHERE uai = ?").param(uai.value()).update();
	}

	int forgetOthers(Uai uai, Collection<String> delegations, Instant lastSeenBefore) {
		String marks = delegations.isEmpty() ? "''" : String.join(", ", "?".repeat(delegations.size()).split(""));
		return this.client
			.sql("DELETE FROM ent_identities WHERE uai = ? AND last_seen < ? AND delegation NOT IN (" + marks + ")")
			.params(uai.value(), lastSeenBefore.toEpochMilli())
			.params(List.copyOf(delegations))
			.update();
	}

	/** Words are letters and digits only, so that none is a wildcard. */
	private record Filter(String where, List<Object> values) {

		static Filter of(IdentityQuery query) {
			StringBuilder where = new StringBuilder(" WHERE i.uai = ?");
			List<Object> values = new ArrayList<>(List.of(query.uai().value()));
			if (query.state() != null) {
				where.append(" AND i.state = ?");
				values.add(query.state().name());
			}
			for (String word : FoldedText.words(query.q())) {
				where.append(" AND (i.search_text LIKE ? OR EXISTS (SELECT 1 FROM people s WHERE s.uai = i.uai "
						+ "AND s.login_key = i.login_key AND s.search_text LIKE ?))");
				values.addAll(List.of("%" + word + "%", "%" + word + "%"));
			}
			return new Filter(where.toString(), values);
		}

	}

	private static EntIdentity identity(ResultSet row) throws SQLException {
		return new EntIdentity(row.getString("id"), new Uai(row.getString("uai")), row.getString("delegation"),
				row.getString("issuer"), row.getString("ent_user"), row.getString("name"),
				profiles(row.getString("profiles")), IdentityState.valueOf(row.getString("state")), link(row),
				who(row, "c_"), Instant.ofEpochMilli(row.getLong("first_seen")),
				Instant.ofEpochMilli(row.getLong("last_seen")));
	}

	private static Set<Profile> profiles(String text) {
		return Arrays.stream(text.split(","))
			.filter((name) -> !name.isEmpty())
			.map(Profile::valueOf)
			.collect(Collectors.toSet());
	}

	private static EntIdentity.@Nullable Link link(ResultSet row) throws SQLException {
		EntIdentity.Who person = who(row, "p_");
		return (person == null) ? null : new EntIdentity.Link(person, LinkedBy.valueOf(row.getString("linked_by")),
				row.getString("linked_author"), Instant.ofEpochMilli(row.getLong("linked_at")));
	}

	private static EntIdentity.@Nullable Who who(ResultSet row, String prefix) throws SQLException {
		String identifiant = row.getString(prefix + "id");
		return (identifiant == null) ? null
				: new EntIdentity.Who(identifiant, row.getString(prefix + "family"), row.getString(prefix + "given"));
	}

}
