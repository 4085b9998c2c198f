package fr.passerelle.gateway.people;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordHashingTests {

	private final PasswordHashing hashing = PasswordHashing.argon2id();

	@Test
	void aPasswordIsKeptAsSaltedArgon2id() {
		String one = this.hashing.hash("Écureuil-42");
		String other = this.hashing.hash("Écureuil-42");
		assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other);
		assertThat(this.hashing.matches("Écureuil-42", one)).isTrue();
		assertThat(this.hashing.matches("écureuil-42", one)).isFalse();
	}

	@Test
	void anAccentTypedOnAnotherKeyboardIsTheSame() {
		assertThat(this.hashing.matches("E\u0301cureuil", this.hashing.hash("\u00C9cureuil"))).isTrue();
	}

	@Test
	void everyCharacterCounts() {
		String password = "x".repeat(PasswordHashing.MAX_LENGTH - 1);
		String hash = this.hashing.hash(password + "1");
		assertThat(this.hashing.matches(password + "1", hash)).isTrue();
		assertThat(this.hashing.matches(password + "2", hash)).isFalse();
	}

	@Test
	void whatStandsInForUnusableInputOpensNothing() {
		String hash = this.hashing.hash("-");
		assertThat(this.hashing.matches("", hash)).isFalse();
		assertThat(this.hashing.matches("x".repeat(PasswordHashing.MAX_LENGTH + 1), hash)).isFalse();
		assertThat(this.hashing.matches("-", null)).isFalse();
		assertThat(this.hashing.matches("-", hash)).isTrue();
	}

	@Test
	void whatStandsInForAMissingHashCostsAsMuchAsAnyOther() {
		String hash = this.hashing.hash("Écureuil-42");
		String standIn = this.hashing.standIn();
		assertThat(standIn).hasSameSizeAs(hash).startsWith(hash.substring(0, hash.lastIndexOf("p=1$") + 4));
		assertThat(standIn.split("\\$")).hasSameSizeAs(hash.split("\\$"));
		assertThat(standIn.lastIndexOf('$')).isEqualTo(hash.lastIndexOf('$'));
		assertThat(standIn).isNotEqualTo(PasswordHashing.argon2id().standIn());
		assertThat(this.hashing.matches("Écureuil-42", standIn)).isFalse();
	}

	@Test
	void whenAllTurnsAreTakenThenTheNextIsToldToComeBack() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch leave = new CountDownLatch(1);
		PasswordHashing narrow = new PasswordHashing(new Stalling(entered, leave), 1, Duration.ZERO);
		CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> narrow.matches("a", "hash"));
		entered.await();
		assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> narrow.matches("b", "hash"));
		leave.countDown();
		assertThat(first.get()).isTrue();
		assertThat(narrow.matches("b", "hash")).isTrue();
	}

	/** Computes until it is told to end. */
	private static final class Stalling implements PasswordEncoder {

		private final CountDownLatch entered;

		private final CountDownLatch leave;

		private Stalling(CountDownLatch entered, CountDownLatch leave) {
			this.entered = entered;
			this.leave = leave;
		}

		@Override
		public String encode(@Nullable CharSequence password) {
			return "hash";
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
			this.entered.countDown();
			try {
				this.leave.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return true;
		}

	}

}
