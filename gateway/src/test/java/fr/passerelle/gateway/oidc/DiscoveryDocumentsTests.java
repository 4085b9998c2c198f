package fr.passerelle.gateway.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.metadata.KeptDocuments;
import fr.passerelle.gateway.metadata.KnownProviders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read of providers, when, and what is kept of it. */
@SuppressWarnings("NullAway.Init")
class DiscoveryDocumentsTests {

	private static final String DISCOVERY = OidcFixture.ISSUER + "/.well-known/openid-configuration";

	private static final String KEYS = OidcFixture.ISSUER + "/jwks";

	@TempDir
	Path folder;

	private final MovableClock clock = new MovableClock();

	private final Delegation delegation = OidcFixture.delegation(OidcFixture.values());

	private final Oidc oidc = Oidc.of(this.delegation);

	private final Map<String, byte[]> documents = new HashMap<>();

	private final List<String> fetched = new ArrayList<>();

	private List<Establishment> establishments = List.of(OidcFixture.school(this.delegation));

	private Providers providers;

	private FreshKeys freshKeys;

	private KeptDocuments<Oidc> kept;

	@BeforeEach
	void begin() {
		this.documents.put(DISCOVERY, OidcFixture.discovery("").getBytes(StandardCharsets.UTF_8));
		this.documents.put(KEYS, OidcFixture.keys(OidcFixture.KEY));
		start();
	}

	private void start() {
		this.providers = new Providers();
		ClientSecrets secrets = new ClientSecrets(this.folder, (entry) -> {
		}, this.clock);
		this.freshKeys = new FreshKeys(this.providers, this::fetch, this.clock);
		this.kept = new KeptDocuments<>(new DiscoveryDocuments(this.providers, this.freshKeys, secrets), this::fetch,
				() -> this.establishments, this.folder.resolve("oidc"), this.clock);
	}

	private CompletableFuture<byte[]> fetch(URI address, List<X509Certificate> trusted, int max) {
		this.fetched.add(address.toString());
		byte[] document = this.documents.get(address.toString());
		return (document != null) ? CompletableFuture.completedFuture(document)
				: CompletableFuture.failedFuture(new IllegalStateException("The ENT does not answer in time."));
	}

	@Test
	void aProviderIsReadAtTheFirstTurnAndEverySixHours() {
		this.kept.turn();
		this.kept.turn();
		assertThat(this.fetched).containsExactly(DISCOVERY, KEYS);
		Provider known = Objects.requireNonNull(this.providers.of(this.oidc));
		assertThat(known.token()).hasToString(OidcFixture.ISSUER + "/token");
		assertThat(known.keys().getKeys()).hasSize(1).noneMatch((key) -> key.isPrivate());
		this.clock.move(KeptDocuments.EVERY);
		this.kept.turn();
		assertThat(this.fetched).hasSize(4);
	}

	/** Traps O-13. */
	@Test
	void whatWasGoodLastStaysAlsoOverARestart() {
		this.kept.turn();
		this.documents.clear();
		this.clock.move(KeptDocuments.EVERY);
		this.kept.turn();
		assertThat(this.providers.of(this.oidc)).isNotNull();
		KeptDocuments.Fetched state = Objects.requireNonNull(this.kept.state(this.oidc));
		assertThat(state.problem()).isEqualTo("The ENT does not answer in time.");
		assertThat(state.next()).isEqualTo(this.clock.instant().plus(KeptDocuments.FIRST_PAUSE));
		start();
		this.kept.turn();
		assertThat(this.providers.of(this.oidc)).isNotNull();
	}

	/** Name and form of the file are those of an existing data directory. */
	@Test
	void aFileOfAnEarlierReleaseIsRead() throws IOException {
		Base64.Encoder base64 = Base64.getEncoder();
		Files.createDirectories(this.folder.resolve("oidc"));
		Files.writeString(this.folder.resolve("oidc/xrL-W_iB0blVdaF20gK1ZBOo6R_AnWK9fPAOAr-yARw.txt"),
				base64.encodeToString(this.documents.get(DISCOVERY)) + "\n"
						+ base64.encodeToString(this.documents.get(KEYS)) + "\n");
		this.documents.clear();
		this.kept.turn();
		assertThat(Objects.requireNonNull(this.providers.of(this.oidc)).keys().getKeyByKeyId("k1")).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "one", "e30=\ne30=\n", "<html>\n<html>\n" })
	void aDamagedFileIsReadAnew(String damaged) throws IOException {
		this.kept.turn();
		try (var files = Files.list(this.folder.resolve("oidc"))) {
			Files.writeString(files.findFirst().orElseThrow(), damaged);
		}
		start();
		this.kept.turn();
		assertThat(this.fetched).containsExactly(DISCOVERY, KEYS, DISCOVERY, KEYS);
		assertThat(this.providers.of(this.oidc)).isNotNull();
	}

	@Test
	void administratorsAreToldWhatIsKnownAndWhatIsWrong() {
		KnownProviders<Oidc> known = new KnownProviders<>(Protocol.OIDC, this.kept, this.providers);
		EntTrust.Provider before = Objects.requireNonNull(known.provider(this.delegation));
		assertThat(before.isUsable(this.clock.instant())).isFalse();
		assertThat(before.next()).isNull();
		this.kept.turn();
		this.documents.clear();
		this.clock.move(KeptDocuments.EVERY);
		this.kept.turn();
		EntTrust.Provider after = Objects.requireNonNull(known.provider(this.delegation));
		assertThat(after.entityId()).isEqualTo(OidcFixture.ISSUER);
		assertThat(after.isUsable(this.clock.instant())).isTrue();
		assertThat(after.problem()).isEqualTo("The ENT does not answer in time.");
		assertThat(after.fetched()).isEqualTo(this.clock.instant().minus(KeptDocuments.EVERY));
	}

	/** Traps O-13: pauses grow, and a provider that is back is taken. */
	@Test
	void aProviderThatIsAwayIsAskedLessAndLess() {
		byte[] keys = Objects.requireNonNull(this.documents.remove(KEYS));
		this.kept.turn();
		this.clock.move(KeptDocuments.FIRST_PAUSE);
		this.kept.turn();
		this.clock.move(KeptDocuments.FIRST_PAUSE);
		this.kept.turn();
		assertThat(this.fetched).containsExactly(DISCOVERY, KEYS, DISCOVERY, KEYS);
		assertThat(this.providers.of(this.oidc)).isNull();
		this.documents.put(KEYS, keys);
		this.clock.move(KeptDocuments.FIRST_PAUSE);
		this.kept.turn();
		assertThat(this.providers.of(this.oidc)).isNotNull();
	}

	/** Traps O-06: 1000 tokens of unknown keys cause one read a minute. */
	@Test
	void aThousandUnknownKeysCauseOneReadAMinute() {
		this.kept.turn();
		this.fetched.clear();
		for (int i = 0; i < 1000; i++) {
			assertThat(this.freshKeys.read(this.oidc).toCompletableFuture()).isCompleted();
		}
		assertThat(this.fetched).containsExactly(KEYS);
		this.clock.move(FreshKeys.PAUSE);
		this.documents.put(KEYS, "<html/>".getBytes(StandardCharsets.UTF_8));
		assertThat(this.freshKeys.read(this.oidc).toCompletableFuture()).isCompleted();
		assertThat(this.fetched).hasSize(2);
		assertThat(Objects.requireNonNull(this.providers.of(this.oidc)).keys().getKeyByKeyId("k1")).isNotNull();
	}

	@Test
	void freshKeysOfAnUnknownProviderAreNotAskedFor() {
		assertThat(this.freshKeys.read(this.oidc).toCompletableFuture()).isCompleted();
		assertThat(this.fetched).isEmpty();
	}

	@Test
	void aDelegationThatIsGoneIsForgottenWithItsFile() throws IOException {
		this.kept.turn();
		this.establishments = List.of();
		this.kept.turn();
		assertThat(this.providers.of(this.oidc)).isNull();
		try (var files = Files.list(this.folder.resolve("oidc"))) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void theAddressOfDiscoveryMayBeAnotherThanTheIssuers() {
		Delegation edifice = OidcFixture
			.delegation(OidcFixture.values().with(OidcFields.DISCOVERY_URL, URI.create("https://ent.example.fr/d")));
		this.establishments = List.of(OidcFixture.school(edifice));
		this.documents.put("https://ent.example.fr/d", OidcFixture.discovery("").getBytes(StandardCharsets.UTF_8));
		this.kept.turn();
		assertThat(this.fetched).containsExactly("https://ent.example.fr/d", KEYS);
		assertThat(this.providers.of(Oidc.of(edifice))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"\"issuer\":\"https://op.example.fr/ecole\" | \"issuer\":\"https://op.example.fr/ecole/\" | another issuer",
			"\"token_endpoint\":\"https: | \"token_endpoint\":\"http: | token_endpoint is no address",
			"/logout | /logout#x | end_session_endpoint is no address", "\"jwks_uri\" | \"jwks\" | says no jwks_uri",
			"{ | [ | cannot be read" })
	void aDiscoveryDocumentThatCannotBeUsedIsTold(String part, String changed, String problem) {
		this.documents.put(DISCOVERY,
				OidcFixture.discovery("").replace(part.strip(), changed.strip()).getBytes(StandardCharsets.UTF_8));
		this.kept.turn();
		assertThat(this.providers.of(this.oidc)).isNull();
		assertThat(Objects.requireNonNull(this.kept.state(this.oidc)).problem()).contains(problem);
	}

	@Test
	void aKeySetWithoutAUsableKeyIsTold() {
		this.documents.put(KEYS,
				("{\"keys\":[" + new OctetSequenceKey.Builder(new byte[32]).keyID("k1").build().toJSONString() + "]}")
					.getBytes(StandardCharsets.UTF_8));
		this.kept.turn();
		assertThat(this.providers.of(this.oidc)).isNull();
		assertThat(Objects.requireNonNull(this.kept.state(this.oidc)).problem()).contains("no key");
		assertThat(Duration.between(this.clock.instant(), Objects.requireNonNull(this.kept.state(this.oidc)).next()))
			.isEqualTo(KeptDocuments.FIRST_PAUSE);
	}

}
