package fr.passerelle.gateway.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.http.SecretText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The second factor: codes of an application, and recovery codes for the day it is lost.
 * Each code opens once on all nodes together, decided by one statement's row count. Wrong
 * ones are counted against the account instead of the address, since their sender has the
 * password already.
 */
public final class SecondFactors {

	/** The name that an application shows beside its codes. */
	private static final String ISSUER = "Passerelle";

	/** Recovery codes of one account. */
	public static final int RECOVERY_CODES = 10;

	/** 80 bits: their plain SHA-256 reveals nothing. */
	private static final int RECOVERY_LETTERS = 16;

	private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

	/** The path in the journal. */
	private static final String CODES = "codes";

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Logger logger = LoggerFactory.getLogger(SecondFactors.class);

	private final JdbcClient client;

	private final AccountTable table;

	private final Administrators administrators;

	private final OwnAccount own;

	private final SecretBox box;

	private final Enrolments enrolments;

	private final AdministratorAudit audit;

	private final Clock clock;

	SecondFactors(JdbcTemplate jdbc, AccountTable table, Administrators administrators, OwnAccount own, SecretBox box,
			AdministratorAudit audit, Clock clock) {
		this.client = JdbcClient.create(jdbc);
		this.table = table;
		this.administrators = administrators;
		this.own = own;
		this.box = box;
		this.enrolments = new Enrolments(clock);
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * What an application needs to show codes.
	 *
	 * @param secret in base32, in groups of four
	 * @param link {@code otpauth:}
	 */
	public record Enrolment(String secret, String link) {

		@Override
		public String toString() {
			return "Enrolment[redacted]";
		}

	}

	/**
	 * Begins an enrolment with a secret of its own. Its caller has asked for the password
	 * before: a hijacker of the session must not get one.
	 * @param account whose
	 * @param place what tells this beginning from every other, such as a text that only
	 * this session keeps
	 */
	public Enrolment begin(Account account, String place) {
		if (this.administrators.get(account.username()).secondFactor().codes()) {
			throw new AccountRefusedException(Reason.WRONG_STATE);
		}
		return shown(account, this.enrolments.begin(place, account));
	}

	/** The enrolment that this place began, while it waits for its first code. */
	public Optional<Enrolment> underWay(Account account, String place) {
		return this.enrolments.find(place, account).map((secret) -> shown(account, secret));
	}

	private static Enrolment shown(Account account, byte[] secret) {
		String grouped = String.join(" ", Totp.base32(secret).split("(?<=\\G.{4})"));
		return new Enrolment(grouped, Totp.link(ISSUER, account.username(), secret));
	}

	/** The secret; of length zero if none can be read. */
	private byte[] secret(String username) {
		String sealed = this.client
			.sql("SELECT COALESCE(totp_secret, '') FROM administrators WHERE username = ? AND totp_confirmed = 1")
			.param(username)
			.query(String.class)
			.optional()
			.orElse("");
		if (sealed.isEmpty()) {
			return new byte[0];
		}
		return this.box.open(username, sealed).orElseGet(() -> {
			logger.warn("The second factor of {} was sealed under another key than this data directory's", username);
			return new byte[0];
		});
	}

	/**
	 * Ends an enrolment: from now on the password alone opens nothing.
	 * @param place where it began
	 * @return recovery codes, to be shown once
	 */
	public List<String> confirm(Account account, String place, String code, Actor actor) {
		if (account.secondFactor().codes()) {
			throw new AccountRefusedException(Reason.WRONG_STATE);
		}
		byte[] secret = this.enrolments.find(place, account)
			.orElseThrow(() -> new AccountRefusedException(Reason.NOT_BEGUN));
		this.table.takeTry(account.username(), this.clock.millis());
		OptionalLong step = Totp.step(secret, code, this.clock.instant());
		if (step.isEmpty()) {
			throw new AccountRefusedException(Reason.WRONG_CODE);
		}
		List<String> codes = this.table.changing((revision) -> {
			keep(account, secret, step.getAsLong(), revision);
			return newRecoveryCodes(account.username());
		});
		this.enrolments.end(place);
		this.table.forgetTries(account.username());
		this.administrators.reload();
		audit(actor, account.username(), new AuditChange(CODES, "false", "true"));
		return codes;
	}

	/**
	 * Another request may have changed the password or confirmed another secret
	 * meanwhile.
	 */
	private void keep(Account account, byte[] secret, long step, long revision) {
		int confirmed = this.client
			.sql("UPDATE administrators SET totp_secret = ?, totp_step = ?, totp_confirmed = 1, stamp = ? "
					+ "WHERE username = ? AND totp_confirmed = 0 AND stamp = ?")
			.params(this.box.seal(account.username(), secret), step, revision, account.username(), account.stamp())
			.update();
		if (confirmed == 0) {
			throw new AccountRefusedException(Reason.WRONG_STATE);
		}
	}

	/** Makes ten new recovery codes in place of the old ones. */
	public List<String> renewRecoveryCodes(Account account, String password, String code, Actor actor) {
		if (!account.secondFactor().codes()) {
			throw new AccountRefusedException(Reason.WRONG_STATE);
		}
		this.own.checkPassword(account, password);
		verify(account, code);
		String left = Integer.toString(recoveryCodesLeft(account));
		List<String> codes = this.table.changing((revision) -> newRecoveryCodes(account.username()));
		audit(actor, account.username(), new AuditChange("recoveryCodes", left, Integer.toString(RECOVERY_CODES)));
		return codes;
	}

	/** How many recovery codes are left. */
	public int recoveryCodesLeft(Account account) {
		return this.client.sql("SELECT COUNT(*) FROM administrator_recovery_codes WHERE username = ?")
			.param(account.username())
			.query(Integer.class)
			.single();
	}

	/**
	 * Checks a code of the application, or a recovery code, and uses it up.
	 * @throws AccountRefusedException if it is wrong, was used, or was one try too many
	 */
	public SignedIn complete(SignedIn half, String code) {
		Account account = this.administrators.get(half.getPrincipal());
		verify(account, code);
		return SignedIn.by(SignedIn.Means.SECOND_FACTOR, account, half.stamp());
	}

	private void verify(Account account, String code) {
		this.table.takeTry(account.username(), this.clock.millis());
		if (!useCode(account.username(), code) && !useRecoveryCode(account.username(), code)) {
			throw new AccountRefusedException(Reason.WRONG_CODE);
		}
		this.table.forgetTries(account.username());
	}

	/** Turns codes off, for an owner who still has password and code. */
	public void disable(Account account, String password, String code, Actor actor) {
		if (!account.secondFactor().codes()) {
			throw new AccountRefusedException(Reason.WRONG_STATE);
		}
		this.own.checkPassword(account, password);
		verify(account, code);
		clear(account.username(), false);
		audit(actor, account.username(), new AuditChange(CODES, "true", "false"));
	}

	/** Removes codes and passkeys that an administrator lost; their sessions end. */
	public void reset(String username, Actor actor) {
		Account account = this.administrators.get(username);
		List<AuditChange> changes = new ArrayList<>();
		if (account.secondFactor().codes()) {
			changes.add(new AuditChange(CODES, "true", "false"));
		}
		passkeys(username).forEach((label) -> changes.add(new AuditChange(PasskeyAccounts.CHANGED, label, null)));
		clear(username, true);
		audit(actor, username, changes.toArray(AuditChange[]::new));
	}

	private List<String> passkeys(String username) {
		return this.client.sql("SELECT label FROM administrator_passkeys WHERE username = ? ORDER BY created_at")
			.param(username)
			.query(String.class)
			.list();
	}

	private void audit(Actor actor, String username, AuditChange... changes) {
		this.audit.changed(AuditType.SECOND_FACTOR_CHANGED, actor, username, List.of(changes));
	}

	private void clear(String username, boolean passkeysToo) {
		this.table.changing((revision) -> {
			this.client.sql("""
					UPDATE administrators SET totp_secret = NULL, totp_confirmed = 0, totp_step = 0, code_tries = 0,
					stamp = ? WHERE username = ?""").params(revision, username).update();
			if (passkeysToo) {
				this.client.sql("DELETE FROM administrator_passkeys WHERE username = ?").param(username).update();
			}
			return this.client.sql("DELETE FROM administrator_recovery_codes WHERE username = ?")
				.param(username)
				.update();
		});
		this.administrators.reload();
	}

	/** Uses up a code and all before it. */
	private boolean useCode(String username, String code) {
		byte[] secret = secret(username);
		OptionalLong step = (secret.length > 0) ? Totp.step(secret, code, this.clock.instant()) : OptionalLong.empty();
		return step.isPresent() && this.client
			.sql("UPDATE administrators SET totp_step = :step WHERE username = :username AND totp_step < :step")
			.param("step", step.getAsLong())
			.param("username", username)
			.update() == 1;
	}

	private boolean useRecoveryCode(String username, String code) {
		return this.client.sql("DELETE FROM administrator_recovery_codes WHERE username = ? AND code_hash = ?")
			.params(username, SecretText.hash(plain(code)))
			.update() == 1;
	}

	private List<String> newRecoveryCodes(String username) {
		this.client.sql("DELETE FROM administrator_recovery_codes WHERE username = ?").param(username).update();
		List<String> codes = Stream.generate(SecondFactors::recoveryCode).limit(RECOVERY_CODES).toList();
		codes.forEach((code) -> this.client
			.sql("INSERT INTO administrator_recovery_codes (username, code_hash) VALUES (?, ?)")
			.params(username, SecretText.hash(plain(code)))
			.update());
		return codes;
	}

	private static String recoveryCode() {
		StringBuilder code = new StringBuilder();
		IntStream.range(0, RECOVERY_LETTERS).forEach((i) -> {
			if (i > 0 && i % 4 == 0) {
				code.append('-');
			}
			code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
		});
		return code.toString();
	}

	private static String plain(String code) {
		return code.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

}
