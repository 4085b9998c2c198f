package fr.passerelle.gateway.wsfed;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.establishment.WsFederationFields;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.metadata.KeptDocuments;
import fr.passerelle.gateway.metadata.KnownProviders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a token service's metadata comes, what stays when it does not, and what is told.
 */
@SuppressWarnings("NullAway.Init")
class StsDocumentsTests {

	private static final String LOGIN = "https://sts.example.fr/adfs/ls/";

	private static final String GOOD = MockSts.metadata(TokenDraft.ISSUER, LOGIN);

	@TempDir
	Path folder;

	private final MovableClock clock = new MovableClock();

	private final List<URI> asked = new ArrayList<>();

	private String answer = GOOD;

	@Test
	void theUsualPathOfTheLoginAddressIsAsked() {
		Fixture fixture = new Fixture(FieldValues.NONE.with(WsFederationFields.PASSIVE_URL,
				URI.create("https://sts.example.fr:8443/adfs/ls/?whr=x")));
		fixture.kept.turn();
		assertThat(this.asked).containsExactly(
				URI.create("https://sts.example.fr:8443/FederationMetadata/2007-06/FederationMetadata.xml"));
		assertThat(fixture.service().passive()).hasToString("https://sts.example.fr:8443/adfs/ls/?whr=x");
		assertThat(fixture.service().issuer()).isEqualTo(TokenDraft.ISSUER);
	}

	@Test
	void theMetadataSaysTheLoginAddressAndIsFetchedAgain() {
		Fixture fixture = new Fixture(fetched());
		fixture.kept.turn();
		fixture.kept.turn();
		assertThat(this.asked).containsExactly(URI.create("https://sts.example.fr/metadata"));
		assertThat(fixture.service().passive()).hasToString(LOGIN);
		this.answer = MockSts.metadata(TokenDraft.ISSUER, LOGIN + "new");
		this.clock.move(KeptDocuments.EVERY);
		fixture.kept.turn();
		assertThat(fixture.service().passive()).hasToString(LOGIN + "new");
	}

	/** Traps S-40, of the same reader. */
	@Test
	void whatWasGoodStaysWhateverComes() {
		Fixture fixture = new Fixture(fetched());
		fixture.kept.turn();
		for (String bad : List.of("<html>", MockSts.metadata("http://other.example.fr", LOGIN),
				GOOD.replace("entityID", "validUntil=\"2020-01-01T00:00:00Z\" entityID"),
				GOOD.replaceAll("<KeyDescriptor.*</KeyDescriptor>", ""),
				GOOD.replace(LOGIN, LOGIN + "?wreply=https://evil.example"), GOOD.replace(LOGIN, "javascript:x"),
				GOOD.replace("SecurityTokenServiceType", "ApplicationServiceType"),
				GOOD.replace("xmlns:fed=\"http://docs.oasis-open.org/wsfed/federation/200706\"",
						"xmlns:fed=\"urn:other\""))) {
			this.answer = bad;
			this.clock.move(KeptDocuments.EVERY);
			fixture.kept.turn();
			assertThat(fixture.provider().problem()).as(bad).isNotNull();
			assertThat(fixture.service().passive()).hasToString(LOGIN);
		}
	}

	@Test
	void whatWasGoodStaysOverARestart() {
		new Fixture(fetched()).kept.turn();
		this.answer = "<html>";
		Fixture next = new Fixture(fetched());
		next.kept.turn();
		assertThat(next.service().passive()).hasToString(LOGIN);
	}

	/** Name and form of the file are those of an existing data directory. */
	@Test
	void aFileOfAnEarlierReleaseIsRead() throws IOException {
		Files.writeString(this.folder.resolve("xG6QLNt4cF8rgK5HYwKX4i-pPscgYEjxlFIITk6RsdQ.xml"),
				MockSts.metadata(TokenDraft.ISSUER, LOGIN + "earlier"));
		this.answer = "<html>";
		Fixture fixture = new Fixture(fetched());
		fixture.kept.turn();
		assertThat(fixture.service().passive()).hasToString(LOGIN + "earlier");
	}

	@Test
	void theServiceThatTheDocumentNamesIsTheOneThatCounts() {
		Fixture fixture = new Fixture(fetched().with(WsFederationFields.ISSUER, "http://other.example.fr"));
		fixture.kept.turn();
		assertThat(fixture.services.of(fixture.settings)).isNull();
		assertThat(fixture.provider().problem()).contains("entityID");
		assertThat(fixture.provider().isUsable(this.clock.instant())).isFalse();
	}

	@Test
	void metadataOfAFormerDelegationIsForgotten() {
		Fixture fixture = new Fixture(fetched());
		fixture.kept.turn();
		assertThat(this.folder.toFile().list()).hasSize(1);
		fixture.school = WsFederationProtocolTests.school();
		fixture.kept.turn();
		assertThat(fixture.services.of(fixture.settings)).isNull();
		assertThat(this.folder.toFile().list()).isEmpty();
	}

	@Test
	void endsAreToldToAdministrators() {
		String end = this.clock.instant().plusSeconds(60).toString();
		this.answer = GOOD.replace("<RoleDescriptor", "<RoleDescriptor validUntil=\"" + end + "\"");
		Fixture fixture = new Fixture(fetched());
		fixture.kept.turn();
		EntTrust.Provider provider = fixture.provider();
		assertThat(provider.entityId()).isEqualTo(TokenDraft.ISSUER);
		assertThat(provider.problem()).isNull();
		assertThat(provider.certificatesUntil()).hasSize(1);
		assertThat(provider.isUsable(this.clock.instant())).isTrue();
		this.clock.move(Duration.ofSeconds(60));
		assertThat(provider.isUsable(this.clock.instant())).isFalse();
		assertThat(fixture.service().isValid(this.clock.instant())).isFalse();
	}

	private static FieldValues fetched() {
		return FieldValues.NONE.with(WsFederationFields.METADATA_URL, URI.create("https://sts.example.fr/metadata"));
	}

	/** A school with one delegation, and what is known of its service. */
	private final class Fixture {

		final WsFederation settings;

		final Delegation delegation;

		final TokenServices services = new TokenServices();

		final KeptDocuments<WsFederation> kept;

		Establishment school;

		Fixture(FieldValues values) {
			this.settings = new WsFederation(values);
			this.delegation = new Delegation("sts", "ENT", true, null, this.settings,
					new AttributeNames(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
					List.of(Recognition.PROFILE), false);
			this.school = WsFederationProtocolTests.school(this.delegation);
			DocumentSource source = this::fetch;
			this.kept = new KeptDocuments<>(new StsDocuments(this.services, StsDocumentsTests.this.clock), source,
					() -> List.of(this.school), StsDocumentsTests.this.folder, StsDocumentsTests.this.clock);
		}

		private CompletionStage<byte[]> fetch(URI address, List<X509Certificate> trusted, int max) {
			StsDocumentsTests.this.asked.add(address);
			return CompletableFuture.completedFuture(StsDocumentsTests.this.answer.getBytes(StandardCharsets.UTF_8));
		}

		TokenService service() {
			return Objects.requireNonNull(this.services.of(this.settings));
		}

		EntTrust.Provider provider() {
			return Objects.requireNonNull(
					new KnownProviders<>(Protocol.WS_FEDERATION, this.kept, this.services).provider(this.delegation));
		}

	}

}
