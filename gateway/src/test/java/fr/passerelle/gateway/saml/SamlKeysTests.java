package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** An establishment's keys over starts and changes. */
@SuppressWarnings("NullAway.Init")
class SamlKeysTests {

	private static final String HERE = "0330001A";

	@TempDir
	Path folder;

	private final MovableClock clock = new MovableClock();

	@Test
	void keysAreMadeOnceAndKeptForTheNextStart() throws Exception {
		SamlKeys first = open();
		assertThat(first.isReady(HERE)).isFalse();
		first.prepare(HERE);
		SamlKeys second = open();
		second.prepare(HERE);
		SamlKey signing = Objects.requireNonNull(second.signing(HERE));
		assertThat(signing.key()).isEqualTo(Objects.requireNonNull(first.signing(HERE)).key());
		assertThat(second.decryption(HERE)).isEqualTo(first.decryption(HERE)).hasSize(1);
		signing.certificate().verify(signing.certificate().getPublicKey());
		assertThat(signing).asString().doesNotContain("PRIVATE").doesNotContain("modulus");
	}

	@Test
	void aFileWithoutUsableKeysRefusesTheStart() throws IOException {
		open().prepare(HERE);
		try (var files = Files.list(this.folder)) {
			Path file = files.findFirst().orElseThrow();
			Files.writeString(file, "SIGNING now x y\n");
		}
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> open().prepare(HERE));
	}

	@Test
	void aNewKeyIsToldBeforeItSignsAndTheOldOneStaysAfterwards() throws IOException {
		SamlKeys keys = open();
		keys.prepare(HERE);
		SamlKey old = Objects.requireNonNull(keys.signing(HERE));
		List<PrivateKey> oldDecryption = keys.decryption(HERE);
		this.clock.move(Duration.ofDays(400));
		keys.change(HERE);
		assertThat(keys.signing(HERE)).isEqualTo(old);
		assertThat(keys.published(HERE, SamlKey.Use.SIGNING)).hasSize(2).contains(old);
		assertThat(keys.decryption(HERE)).hasSize(2).containsAll(oldDecryption);
		this.clock.move(SamlKeys.OVERLAP.plusSeconds(1));
		assertThat(keys.signing(HERE)).isNotEqualTo(old);
		assertThat(keys.published(HERE, SamlKey.Use.SIGNING)).hasSize(2).contains(old);
		this.clock.move(SamlKeys.OVERLAP);
		assertThat(keys.published(HERE, SamlKey.Use.SIGNING)).hasSize(1).doesNotContain(old);
		SamlKeys next = open();
		next.prepare(HERE);
		assertThat(Objects.requireNonNull(next.signing(HERE)).key())
			.isEqualTo(Objects.requireNonNull(keys.signing(HERE)).key());
	}

	private SamlKeys open() {
		return new SamlKeys(this.folder, this.clock, SamlFixture.BITS);
	}

	@Test
	void anotherNodesChangeIsReadWhereTheFilesAreShared() throws IOException {
		SamlKeys one = open();
		SamlKeys other = open();
		one.prepare(HERE);
		other.prepare(HERE);
		this.clock.move(Duration.ofDays(400));
		assertThat(one.change(HERE)).isTrue();
		other.prepare(HERE);
		assertThat(other.published(HERE, SamlKey.Use.SIGNING)).isEqualTo(one.published(HERE, SamlKey.Use.SIGNING))
			.hasSize(2);
	}

	@Test
	void aChangeUnderWayIsNotBegunAgain() throws IOException {
		SamlKeys keys = open();
		keys.prepare(HERE);
		this.clock.move(Duration.ofDays(1));
		assertThat(keys.change(HERE)).isTrue();
		assertThat(keys.change(HERE)).isFalse();
		this.clock.move(SamlKeys.OVERLAP.plusSeconds(1));
		assertThat(keys.change(HERE)).isTrue();
	}

}
