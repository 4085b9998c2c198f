package fr.passerelle.gateway.people;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import fr.passerelle.gateway.http.SecretText;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The one place where passwords are hashed: Argon2id, salted, slow on purpose. Every
 * check costs exactly one computation, also for an unknown name or an unusable password,
 * and only a fixed number run at the same time: a flood of logins waits here instead of
 * taking every core, and 19 MiB each, from visitors who are already in.
 */
public final class PasswordHashing {

	/** Longest password, in characters; a longer one is never right. */
	public static final int MAX_LENGTH = 200;

	/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
	private static final int MEMORY_KIB = 19 * 1024;

	private static final int PASSES = 2;

	private static final int LANES = 1;

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	/** Checks that may wait for their turn; one more is told to come back. */
	private static final int MAX_WAITING = 64;

	/** How long a check waits for its turn. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** Is hashed in place of an unusable password; the encoder skips an empty text. */
	private static final String UNUSABLE = "-";

	private final PasswordEncoder encoder;

	private final int parallelism;

	private final Semaphore turns;

	private final Duration patience;

	private final String decoy;

	/**
	 * Hashing by an encoder.
	 * @param encoder what computes
	 * @param parallelism computations at the same time
	 * @param patience how long a check waits for its turn
	 */
	public PasswordHashing(PasswordEncoder encoder, int parallelism, Duration patience) {
		this(encoder, parallelism, patience, encode(encoder, SecretText.random()));
	}

	private PasswordHashing(PasswordEncoder encoder, int parallelism, Duration patience, String decoy) {
		this.encoder = encoder;
		this.parallelism = parallelism;
		this.turns = new Semaphore(parallelism, true);
		this.patience = patience;
		this.decoy = decoy;
	}

	/** Argon2id on all cores except one, which is left for visitors. */
	public static PasswordHashing argon2id() {
		int cores = Runtime.getRuntime().availableProcessors();
		return new PasswordHashing(new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES),
				Math.max(1, cores - 1), PATIENCE, decoy());
	}

	/**
	 * A hash of the same form and cost as all others, made of random bytes. No password
	 * is known that fits it, a check against it is the same computation, and the start
	 * need not compute one.
	 */
	private static String decoy() {
		return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + random(SALT_BYTES) + "$"
				+ random(HASH_BYTES);
	}

	private static String random(int bytes) {
		byte[] random = new byte[bytes];
		new SecureRandom().nextBytes(random);
		return Base64.getEncoder().withoutPadding().encodeToString(random);
	}

	/** What is hashed against where there is no hash. */
	String standIn() {
		return this.decoy;
	}

	/** How many computations run at the same time. */
	int parallelism() {
		return this.parallelism;
	}

	/** Whether a password can be kept at all. */
	static boolean isUsable(String password) {
		return !password.isEmpty() && password.length() <= MAX_LENGTH;
	}

	/**
	 * Checks a password, in the same time whether it is right, wrong or unusable, and
	 * whether there is a hash to compare with or none.
	 * @param password as typed
	 * @param hash what is kept; null for an unknown person or one without a password
	 * @return whether it is right
	 * @throws HashingBusyException if too many others wait, or the wait was too long
	 */
	public boolean matches(String password, @Nullable String hash) {
		boolean usable = isUsable(password) && hash != null;
		String candidate = usable ? password : UNUSABLE;
		String against = (hash != null) ? hash : this.decoy;
		return inTurn(() -> this.encoder.matches(normalised(candidate), against)) && usable;
	}

	/** Hashes a new password; waits for its turn as long as it takes. */
	public String hash(String password) {
		return keepOrHash(password, null);
	}

	/**
	 * Keeps a hash that already belongs to this password, so that the same list imported
	 * again changes nothing. Waits for its turn as long as it takes.
	 */
	String keepOrHash(String password, @Nullable String current) {
		if (!isUsable(password)) {
			throw new IllegalArgumentException("a password has 1 to " + MAX_LENGTH + " characters");
		}
		this.turns.acquireUninterruptibly();
		try {
			String text = normalised(password);
			return (current != null && this.encoder.matches(text, current)) ? current : encode(text);
		}
		finally {
			this.turns.release();
		}
	}

	private boolean inTurn(Supplier<Boolean> check) {
		if (this.turns.getQueueLength() >= MAX_WAITING || !takeTurn()) {
			throw new HashingBusyException();
		}
		try {
			return check.get();
		}
		finally {
			this.turns.release();
		}
	}

	private boolean takeTurn() {
		try {
			return this.turns.tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private String encode(String password) {
		return encode(this.encoder, password);
	}

	private static String encode(PasswordEncoder encoder, String password) {
		String hash = encoder.encode(password);
		if (hash == null) {
			throw new IllegalStateException("the encoder made no hash");
		}
		return hash;
	}

	/** An é is one character on one keyboard and two on another (RFC 8265 §4.2). */
	private static String normalised(String password) {
		return Normalizer.normalize(password, Normalizer.Form.NFC);
	}

}
