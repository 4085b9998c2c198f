package fr.passerelle.gateway.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.ClientAuthentication;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Where the clients' secrets are, and what they are good for. */
@SuppressWarnings("NullAway.Init")
class ClientSecretsTests {

	private static final Actor WHO = new Actor("admin", "203.0.113.7");

	private static final Uai SCHOOL = new Uai("0330001A");

	@TempDir
	Path folder;

	private final List<AuditEntry> audit = new ArrayList<>();

	private final Delegation delegation = OidcFixture.delegation(OidcFixture.values());

	private ClientSecrets secrets;

	@BeforeEach
	void open() {
		this.secrets = new ClientSecrets(this.folder, this.audit::add, new MovableClock());
	}

	@Test
	void aSecretIsKeptForTheNextStartAndForOtherNodesOfTheFolder() throws IOException {
		this.secrets.set(SCHOOL, this.delegation, "un secret: &%", WHO);
		open();
		assertThat(this.secrets.isSet(SCHOOL, this.delegation)).isFalse();
		this.secrets.prepare(SCHOOL);
		assertThat(this.secrets.find(SCHOOL, this.delegation)).extracting((secret) -> secret.getValue())
			.isEqualTo("un secret: &%");
		Path file = this.folder.resolve("0330001A.secrets");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		Files.delete(file);
		this.secrets.prepare(SCHOOL);
		assertThat(this.secrets.isSet(SCHOOL, this.delegation)).isFalse();
	}

	@Test
	void theJournalNamesTheChangeAndNotTheSecret() throws IOException {
		this.secrets.set(SCHOOL, this.delegation, "canary", WHO);
		this.secrets.remove(SCHOOL, this.delegation, WHO);
		assertThat(this.audit).hasSize(2).allMatch((entry) -> entry.type() == AuditType.CLIENT_SECRET_CHANGED);
		assertThat(this.audit.toString()).contains("op").doesNotContain("canary");
		assertThat(this.secrets.isSet(SCHOOL, this.delegation)).isFalse();
	}

	/** An administrator who changes where it would be sent does not get it sent there. */
	@Test
	void aSecretCountsForItsProviderAndItsClientAlone() throws IOException {
		this.secrets.set(SCHOOL, this.delegation, "canary", WHO);
		URI evil = URI.create("https://evil.example");
		for (Delegation changed : List.of(OidcFixture.delegation(OidcFixture.values().with(OidcFields.ISSUER, evil)),
				OidcFixture.delegation(OidcFixture.values().with(OidcFields.DISCOVERY_URL, evil)),
				OidcFixture.delegation(OidcFixture.values().with(OidcFields.CLIENT_ID, "other")),
				OidcFixture.delegation("op2", OidcFixture.values()))) {
			assertThat(this.secrets.isSet(SCHOOL, changed)).isFalse();
		}
		assertThat(this.secrets.isSet(new Uai("0330002B"), this.delegation)).isFalse();
		assertThat(this.secrets.isSet(SCHOOL,
				OidcFixture.delegation(OidcFixture.values().with(OidcFields.USERINFO, false))))
			.isTrue();
	}

	@Test
	void aPublicClientNeedsNone() {
		assertThat(this.secrets.isNeeded(this.delegation)).isTrue();
		assertThat(this.secrets.isNeeded(OidcFixture
			.delegation(OidcFixture.values().with(OidcFields.CLIENT_AUTHENTICATION, ClientAuthentication.NONE))))
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "é", "a\nb" })
	void whatCanBeNoSecretIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.secrets.set(SCHOOL, this.delegation, text, WHO));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.secrets.set(SCHOOL, this.delegation, "x".repeat(ClientSecrets.MAX_LENGTH + 1), WHO));
	}

	@Test
	void aDamagedFileStopsNothingElse() throws IOException {
		Files.writeString(this.folder.resolve("0330001A.secrets"), "op x !!canary!!\n");
		this.secrets.prepare(SCHOOL);
		assertThat(this.secrets.isSet(SCHOOL, this.delegation)).isFalse();
		this.secrets.set(SCHOOL, this.delegation, "again", WHO);
		assertThat(this.secrets.isSet(SCHOOL, this.delegation)).isTrue();
	}

}
