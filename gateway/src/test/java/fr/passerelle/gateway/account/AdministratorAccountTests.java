package fr.passerelle.gateway.account;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.account.AdministratorAccount.Administrator;
import fr.passerelle.gateway.people.PasswordHashing;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.settings.StartRefusedException;
import fr.passerelle.gateway.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AdministratorAccountTests {

	private static final Pattern PASSWORD = Pattern.compile("password   : (\\S{32}) ");

	private final PasswordHashing hashing = PasswordHashing.argon2id();

	private final List<String> printed = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private TestDatabase database;

	@BeforeEach
	void open(@TempDir Path folder) {
		this.database = TestDatabase.embedded(folder);
	}

	@AfterEach
	void close() throws Exception {
		this.database.close();
	}

	private Administrator start(String username, @Nullable String password) {
		return new AdministratorAccount(this.database.template(), this.hashing, Clock.systemUTC(), this.printed::add)
			.open(new PasserelleSettings.Admin(username, password));
	}

	private String printedPassword() {
		assertThat(this.printed).hasSize(1);
		Matcher matcher = PASSWORD.matcher(this.printed.get(0));
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	@Test
	void theFirstStartMakesAPasswordAndPrintsItOnce() {
		Administrator first = start("admin", null);
		Administrator second = start("admin", null);
		assertThat(second).isEqualTo(first);
		assertThat(this.hashing.matches(printedPassword(), kept())).isTrue();
	}

	@Test
	void theStoreHasTheHashAlone() {
		start("admin", null);
		assertThat(this.database.template().queryForList("SELECT * FROM administrators").toString())
			.contains("$argon2id$")
			.doesNotContain(printedPassword());
	}

	@Test
	void aPasswordOfTheSettingsWinsAndIsStoredNowhere() {
		start("admin", null);
		String made = printedPassword();
		Administrator set = start("admin", "Chosen-1");
		assertThat(this.hashing.matches("Chosen-1", set.passwordHash())).isTrue();
		assertThat(this.hashing.matches(made, set.passwordHash())).isFalse();
		assertThat(this.printed).hasSize(1);
		start("admin", null);
		assertThat(this.hashing.matches(made, kept())).isTrue();
	}

	@Test
	void whereTheSettingsPasswordIsTakenAwayOneIsMade() {
		start("admin", "Chosen-1");
		assertThat(kept()).isEqualTo(AccountTable.NO_HASH);
		start("admin", null);
		assertThat(this.hashing.matches(printedPassword(), kept())).isTrue();
	}

	private @Nullable String kept() {
		return this.database.template().queryForObject("SELECT password_hash FROM administrators", String.class);
	}

	@Test
	void theBoxIsStraight() {
		start("admin", null);
		assertThat(this.printed.get(0).lines().filter((line) -> !line.isEmpty()).map(String::length).distinct())
			.hasSize(1);
	}

	@Test
	void aNameThatHttpBasicCannotCarryRefusesTheStart() {
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> start("ad:min", null))
			.withMessageContaining("passerelle.admin.username");
	}

	@Test
	void noTextOfTheAccountShowsItsHash() {
		assertThat(start("admin", "Chosen-1").toString()).isEqualTo("Administrator[admin]");
	}

}
