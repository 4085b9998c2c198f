package fr.passerelle.gateway.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.settings.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecretBoxTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path keys;

	@Test
	void aKeyIsMadeOnceAndToldOnce() {
		List<Path> made = new ArrayList<>();
		String sealed = SecretBox.open(this.keys, made::add).seal("anna", new byte[] { 1, 2 });
		assertThat(SecretBox.open(this.keys, made::add).open("anna", sealed)).hasValue(new byte[] { 1, 2 });
		assertThat(made).containsExactly(this.keys.resolve("console-key"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "c2VjcmV0", "{}", "\u00e9\u00e9" })
	void whenTheKeyIsDamagedThenOneLineNamesItsFileAndQuotesNothing(String content) throws IOException {
		Path file = Files.writeString(this.keys.resolve("console-key"), content);
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> SecretBox.open(this.keys, (made) -> {
		}))
			.withMessageStartingWith("passerelle.data-dir: " + file + " ")
			.withMessageNotContaining("secret")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasLineCount(1));
	}

}
