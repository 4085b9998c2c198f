package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.enthealth.EntKeys;
import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.metadata.KeptDocuments;
import fr.passerelle.gateway.metadata.KnownProviders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What an administrator sees of a provider's metadata and of the school's keys. */
@SuppressWarnings("NullAway.Init")
class SamlTrustTests {

	private static final Actor WHO = new Actor("admin", "203.0.113.7");

	private final MovableClock clock = new MovableClock();

	private final Delegation fetched = SamlFixture.delegation(
			new Saml(FieldValues.NONE.with(SamlFields.METADATA_URL, URI.create("https://idp.example.fr/metadata"))));

	private final Establishment college = SamlFixture.school(this.fetched);

	private final Idps idps = new Idps();

	private final List<AuditEntry> audit = new ArrayList<>();

	private String answer = "<html/>";

	private KeptDocuments<Saml> kept;

	private KnownProviders<Saml> trust;

	private SamlEntKeys keys;

	@BeforeEach
	void begin(@TempDir Path folder) {
		SamlKeys pairs = new SamlKeys(folder, this.clock, SamlFixture.BITS);
		this.kept = new KeptDocuments<>(new IdpDocuments(this.idps, pairs, PlatformEduConnect.NONE, this.clock),
				(address, trusted, max) -> CompletableFuture
					.completedFuture(this.answer.getBytes(StandardCharsets.UTF_8)),
				() -> List.of(this.college), folder, this.clock);
		this.trust = new KnownProviders<>(Protocol.SAML2, this.kept, this.idps);
		this.keys = new SamlEntKeys(pairs, this.audit::add, this.clock);
	}

	@Test
	void aProviderWhoseMetadataCannotBeReadIsToldWithTheReason() {
		this.kept.turn();
		EntTrust.Provider provider = provider();
		assertThat(provider.entityId()).isNull();
		assertThat(provider.problem()).contains("no SAML 2 metadata");
		assertThat(provider.isUsable(this.clock.instant())).isFalse();
	}

	/** Traps S-40 and S-41. */
	@Test
	void endsOfMetadataAndCertificatesAreToldAndOnlyTheFirstCounts() {
		String end = this.clock.instant().plusSeconds(60).toString();
		this.answer = TestKeys.metadata("/sso").replace("entityID", "validUntil=\"" + end + "\" entityID");
		this.kept.turn();
		EntTrust.Provider provider = provider();
		assertThat(provider.entityId()).isEqualTo(ResponseDraft.IDP);
		assertThat(provider.problem()).isNull();
		assertThat(provider.fetched()).isEqualTo(this.clock.instant());
		assertThat(provider.certificatesUntil()).singleElement()
			.satisfies((moment) -> assertThat(moment).isBefore(this.clock.instant()));
		assertThat(provider.isUsable(this.clock.instant())).isTrue();
		this.clock.move(Duration.ofSeconds(61));
		assertThat(provider().isUsable(this.clock.instant())).isFalse();
	}

	@Test
	void thePlatformsKeysAreItsOwn() throws IOException {
		assertThat(this.keys.ofPlatform()).isEmpty();
		assertThat(this.keys.changePlatform(WHO)).isTrue();
		assertThat(this.keys.ofPlatform()).hasSize(2);
		assertThat(this.keys.changePlatform(WHO)).isFalse();
		assertThat(this.keys.of(this.college.uai())).isEmpty();
		assertThat(this.audit).singleElement().satisfies((entry) -> assertThat(entry.uai()).isNull());
	}

	@Test
	void aDelegationThatIsFullyTypedAndOneByAnotherProtocolAreTold() {
		EntTrust.Provider typed = Objects
			.requireNonNull(this.trust.provider(SamlFixture.delegation(SamlFixture.saml())));
		assertThat(typed.entityId()).isEqualTo(ResponseDraft.IDP);
		assertThat(typed.next()).isNull();
		assertThat(this.trust.provider(TestEstablishments.delegation("atrium"))).isNull();
	}

	@Test
	void aProbeAsksTheLoginAddressUnlessMetadataHasItOnAnotherHost() {
		Delegation typed = SamlFixture.delegation(SamlFixture.saml());
		assertThat(this.trust.probed(typed)).isEqualTo(new EntTrust.Probed(URI.create(SamlFixture.SSO), false));
		URI metadata = URI.create("https://idp.example.fr/metadata");
		assertThat(this.trust.probed(this.fetched)).isEqualTo(new EntTrust.Probed(metadata, true));
		this.answer = TestKeys.metadata("/sso");
		this.kept.turn();
		assertThat(this.trust.probed(this.fetched))
			.isEqualTo(new EntTrust.Probed(URI.create("https://idp.example.fr/sso"), false));
		this.answer = TestKeys.metadata(".inside.example/sso");
		this.clock.move(Duration.ofDays(1));
		this.kept.turn();
		assertThat(this.trust.probed(this.fetched)).isEqualTo(new EntTrust.Probed(metadata, true));
		assertThat(this.trust.probed(TestEstablishments.delegation("atrium"))).isNull();
	}

	@Test
	void aChangeOfKeysIsToldWithTheDayItTakesEffectAndBegunOnce() throws IOException {
		this.kept.turn();
		this.clock.move(Duration.ofDays(400));
		assertThat(this.keys.change(this.college.uai(), WHO)).isTrue();
		assertThat(this.keys.change(this.college.uai(), WHO)).isFalse();
		assertThat(this.keys.of(this.college.uai())).extracting(EntKeys.OwnKey::signs).containsExactly(false, true);
		assertThat(this.keys.of(this.college.uai())).extracting(EntKeys.OwnKey::certificate)
			.doesNotHaveDuplicates()
			.allMatch((pem) -> pem.startsWith("-----BEGIN CERTIFICATE-----\n"));
		assertThat(this.keys.of(this.college.uai()).get(0).signsFrom())
			.isEqualTo(this.clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).plus(SamlKeys.OVERLAP));
		this.clock.move(SamlKeys.OVERLAP.plusSeconds(1));
		assertThat(this.keys.of(this.college.uai())).extracting(EntKeys.OwnKey::signs).containsExactly(true, false);
		assertThat(this.audit).singleElement().satisfies((entry) -> {
			assertThat(entry.type()).isEqualTo(AuditType.SAML_KEYS_CHANGED);
			assertThat(entry.person()).isEqualTo("admin");
		});
	}

	private EntTrust.Provider provider() {
		return Objects.requireNonNull(this.trust.provider(this.fetched));
	}

}
