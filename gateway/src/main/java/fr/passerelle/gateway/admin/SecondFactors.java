package fr.passerelle.gateway.admin;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import fr.passerelle.gateway.admin.AccountRefusedException.Reason;
import fr.passerelle.gateway.audit.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.web.SecretText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The second factor: codes of an application, and recovery codes for the day it is lost.
 * Each code opens once, on whichever node, decided by one statement's row count; wrong
 * ones are counted against the account, whatever address they come from, since whoever
 * types them has the password already.
 */
public final class SecondFactors {

	/** The name that an application shows beside its codes. */
	private static final String ISSUER = "Passerelle";

	/** Recovery codes of one account. */
	public static final int RECOVERY_CODES = 10;

	/** 80 bits: their plain SHA-256 tells nobody anything. */
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

	private final AdministratorAudit audit;

	private final Clock clock;

	SecondFactors(JdbcTemplate jdbc, AccountTable table, Administrators administrators, OwnAccount own, SecretBox box,
			AdministratorAudit audit, Clock clock) {
		this.client = JdbcClient.create(jdbc);
		this.table = table;
		this.administrators = administrators;
		this.own = own;
		this.box = box;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * What an application needs to show codes; shown until the first code confirms it.
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

	/** Begins an enrolment, or shows the one that was begun. */
	public Enrolment enrolment(Account account) {
		byte[] secret = pending(account.username());
		String text = Totp.base32(secret);
		String grouped = String.join(" ", text.split("(?<=\\G.{4})"));
		return new Enrolment(grouped, Totp.link(ISSUER, account.username(), secret));
	}

	/**
	 * Two pages opened at once show the same secret: the first that was kept. One that
	 * holds already is shown to nobody, be it confirmed a moment ago.
	 */
	private byte[] pending(String username) {
		return this.table.changing((revision) -> {
			if (this.administrators.get(username).secondFactor().codes()) {
				throw new AccountRefusedException(Reason.WRONG_STATE);
			}
			byte[] begun = secret(username);
			if (begun.length > 0) {
				return begun;
			}
			byte[] made = Totp.newSecret();
			this.client.sql(
					"UPDATE administrators SET totp_secret = ?, totp_step = 0 WHERE username = ? AND totp_confirmed = 0")
				.params(this.box.seal(username, made), username)
				.update();
			return made;
		});
	}

	/** The secret; of no length where there is none that can be read. */
	private byte[] secret(String username) {
		String sealed = this.client.sql("SELECT COALESCE(totp_secret, '') FROM administrators WHERE username = ?")
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
	 * @return recovery codes, to be shown once
	 */
	public List<String> confirm(Account account, String code, Actor actor) {
		if (account.secondFactor().codes()) {
			throw new AccountRefusedException(Reason.WRONG_STATE);
		}
		this.table.takeTry(account.username(), this.clock.millis());
		if (!useCode(account.username(), code)) {
			throw new AccountRefusedException(Reason.WRONG_CODE);
		}
		List<String> codes = this.table.changing((revision) -> {
			int confirmed = this.client.sql(
					"UPDATE administrators SET totp_confirmed = 1, stamp = ? WHERE username = ? AND totp_confirmed = 0")
				.params(revision, account.username())
				.update();
			if (confirmed == 0) {
				throw new AccountRefusedException(Reason.WRONG_STATE);
			}
			return newRecoveryCodes(account.username());
		});
		this.table.forgetTries(account.username());
		this.administrators.reload();
		audit(actor, account.username(), new AuditChange(CODES, "false", "true"));
		return codes;
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

	/** Turns codes off, for whoever still has password and code. */
	public void disable(Account account, String password, String code, Actor actor) {
		if (!account.secondFactor().codes()) {
			throw new AccountRefusedException(Reason.WRONG_STATE);
		}
		this.own.checkPassword(account, password);
		verify(account, code);
		clear(account.username(), false);
		audit(actor, account.username(), new AuditChange(CODES, "true", "false"));
	}

	/** Takes codes and passkeys off somebody who lost them; their sessions end. */
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
