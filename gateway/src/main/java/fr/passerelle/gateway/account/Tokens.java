package fr.passerelle.gateway.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.account.AccountFault.Kind;
import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * API tokens. 192 random bits, of which the store has the SHA-256: a token is found by
 * its hash, so that no comparison tells how near a guess was.
 */
public final class Tokens {

	/**
	 * How every token begins: a secret scanner finds one that lies where it should not.
	 */
	public static final String PREFIX = "pslr_";

	/** Most tokens of one administrator. */
	public static final int MAX_EACH = 50;

	/** A use is written down at most this often. */
	static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

	private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{32}");

	private final JdbcClient client;

	private final AccountTable accounts;

	private final AdministratorAudit audit;

	private final Duration maxAge;

	private final Clock clock;

	Tokens(JdbcTemplate jdbc, AccountTable accounts, AdministratorAudit audit, Duration maxAge, Clock clock) {
		this.client = JdbcClient.create(jdbc);
		this.accounts = accounts;
		this.audit = audit;
		this.maxAge = maxAge;
		this.clock = clock;
	}

	/** The longest life of a token. */
	public Duration maxAge() {
		return this.maxAge;
	}

	/** An administrator's own, the newest first. */
	public List<Token> list(String username) {
		return this.client.sql("SELECT * FROM administrator_tokens WHERE username = ? ORDER BY created_at DESC, id")
			.param(username)
			.query((row, index) -> token(row))
			.list();
	}

	/**
	 * Makes a token.
	 * @param maker whose
	 * @param name what it is for
	 * @param grant within the maker's own
	 * @param expires the last moment of its life
	 * @param actor the maker and where from
	 * @return the token, to be shown once
	 */
	public NewToken create(Account maker, String name, Grant grant, @Nullable Instant expires, Actor actor) {
		Instant now = this.clock.instant();
		Instant end = checked(maker, name.strip(), grant, expires, now);
		String text = PREFIX + SecretText.random();
		Token token = new Token(tokenId(), maker.username(), name.strip(), grant, now, end, null);
		this.accounts.changing((revision) -> {
			Account account = this.accounts.find(maker.username())
				.orElseThrow(() -> new AccountRefusedException(Reason.UNKNOWN));
			if (count(account.username(), now) >= MAX_EACH) {
				throw new AccountRefusedException(Reason.TOO_MANY);
			}
			return insert(token, SecretText.hash(text));
		});
		this.audit.token(actor, token);
		return new NewToken(token, text);
	}

	private Instant checked(Account maker, String name, Grant grant, @Nullable Instant expires, Instant now) {
		List<AccountFault> faults = new ArrayList<>(AccountFault.ofText("name", name));
		if (name.isEmpty()) {
			faults.add(AccountFault.of("name", Kind.MISSING));
		}
		faults.addAll(AccountFault.ofGrant(grant));
		if (!maker.grant().within(grant).equals(grant)) {
			faults.add(AccountFault.of("establishments", Kind.BEYOND_MAKER));
		}
		if (expires == null || !expires.isAfter(now) || expires.isAfter(now.plus(this.maxAge))) {
			faults.add(new AccountFault("expires", Kind.EXPIRY, (int) this.maxAge.toDays()));
		}
		Administrators.refuse(faults);
		return (expires != null) ? expires : now;
	}

	/** Ends a token; whether it was there, and this administrator's. */
	public boolean revoke(String username, String id, Actor actor) {
		boolean gone = this.client.sql("DELETE FROM administrator_tokens WHERE username = ? AND id = ?")
			.params(username, id)
			.update() == 1;
		if (gone) {
			this.audit.record(AuditType.TOKEN_REVOKED, actor, id, null);
		}
		return gone;
	}

	/** Finds a token that lives; its maker is not asked here. */
	Optional<Token> find(String text) {
		if (!FORM.matcher(text).matches()) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		return this.client.sql("SELECT * FROM administrator_tokens WHERE secret_hash = ?")
			.param(SecretText.hash(text))
			.query((row, index) -> token(row))
			.optional()
			.filter((token) -> now.isBefore(token.expires()));
	}

	/** Notes a use, once a minute at most. */
	void used(Token token) {
		Instant now = this.clock.instant();
		if (token.lastUsed() != null && now.isBefore(token.lastUsed().plus(USE_NOTED_EVERY))) {
			return;
		}
		this.client.sql("""
				UPDATE administrator_tokens SET last_used_at = :now
				WHERE id = :id AND (last_used_at IS NULL OR last_used_at <= :before)""")
			.param("now", now.toEpochMilli())
			.param("id", token.id())
			.param("before", now.minus(USE_NOTED_EVERY).toEpochMilli())
			.update();
	}

	/** Expired ones make room first. */
	private int count(String username, Instant now) {
		this.client.sql("DELETE FROM administrator_tokens WHERE username = ? AND expires_at <= ?")
			.params(username, now.toEpochMilli())
			.update();
		return this.client.sql("SELECT COUNT(*) FROM administrator_tokens WHERE username = ?")
			.param(username)
			.query(Integer.class)
			.single();
	}

	private int insert(Token token, String hash) {
		return this.client
			.sql("""
					INSERT INTO administrator_tokens (id, username, name, secret_hash, establishments, read_only, created_at,
					expires_at) VALUES (:id, :username, :name, :hash, :establishments, :readOnly, :created, :expires)""")
			.param("id", token.id())
			.param("username", token.username())
			.param("name", token.name())
			.param("hash", hash)
			.param("establishments", joined(token.grant()))
			.param("readOnly", AccountTable.bit(token.grant().readOnly()))
			.param("created", token.created().toEpochMilli())
			.param("expires", token.expires().toEpochMilli())
			.update();
	}

	private static @Nullable String joined(Grant grant) {
		return (grant.establishments() == null) ? null
				: grant.establishments().stream().map(Uai::value).sorted().collect(Collectors.joining(","));
	}

	private static String tokenId() {
		return SecretText.random().replaceAll("[^A-Za-z0-9]", "x").substring(0, 12).toLowerCase(Locale.ROOT);
	}

	private static Token token(ResultSet row) throws SQLException {
		String establishments = row.getString("establishments");
		Set<Uai> bound = (establishments == null) ? null
				: Stream.of(establishments.split(",")).map(Uai::new).collect(Collectors.toSet());
		long used = row.getLong("last_used_at");
		return new Token(row.getString("id"), row.getString("username"), row.getString("name"),
				new Grant(bound, row.getInt("read_only") == 1), Instant.ofEpochMilli(row.getLong("created_at")),
				Instant.ofEpochMilli(row.getLong("expires_at")), (used != 0) ? Instant.ofEpochMilli(used) : null);
	}

}
