package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SigningKeysTests {

	private final Path dataDir;

	private final Path file;

	SigningKeysTests(@TempDir Path dataDir) {
		this.dataDir = dataDir;
		this.file = dataDir.resolve("keys/assertion-key.json");
	}

	@Test
	void keyIsKeptOverRestarts() {
		SigningKeys first = SigningKeys.open(this.dataDir);

		SigningKeys second = SigningKeys.open(this.dataDir);

		assertThat(second.jwks()).isEqualTo(first.jwks());
		assertThat(second.signingKey()).isEqualTo(first.signingKey());
	}

	@Test
	void onlyTheOwnerReadsTheKey() throws IOException {
		SigningKeys.open(this.dataDir);

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file.getParent())))
			.isEqualTo("rwx------");
		try (var files = Files.list(this.file.getParent())) {
			assertThat(files).containsExactly(this.file);
		}
	}

	@Test
	void onlyThePublicHalfIsPublished() throws ParseException {
		JWK published = JWKSet.parse(SigningKeys.open(this.dataDir).jwks()).getKeys().get(0);

		assertThat(published.isPrivate()).isFalse();
		assertThat(published.toJSONObject()).containsEntry("kty", "EC")
			.containsEntry("crv", "P-256")
			.containsEntry("use", "sig")
			.containsEntry("alg", "ES256")
			.containsKeys("kid", "x", "y")
			.doesNotContainKey("d");
	}

	@Test
	void draftLeftByACrashIsNoKey() throws IOException {
		Files.createDirectories(this.file.getParent());
		Files.writeString(this.file.resolveSibling("assertion-key.json.new"), "{\"kty\":");

		assertThat(SigningKeys.open(this.dataDir).jwks()).contains("\"kid\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"secret\"}",
			"{\"kty\":\"oct\",\"k\":\"secret\"}", "secret", "null", "[]" })
	void damagedKeyStopsTheStartAndIsNotQuoted(String content) throws IOException {
		Files.createDirectories(this.file.getParent());
		Files.writeString(this.file, content);

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> SigningKeys.open(this.dataDir))
			.withMessageStartingWith("passerelle.data-dir: " + this.file + " ")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasLineCount(1))
			.withMessageNotContaining("secret");
		assertThat(this.file).hasContent(content);
	}

	@Test
	void aKeyThatIsMadeIsTold() {
		assertThat(SigningKeys.open(this.dataDir).made()).isEqualTo(this.file);
		assertThat(SigningKeys.open(this.dataDir).made()).isNull();
	}

}
