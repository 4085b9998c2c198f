package fr.passerelle.gateway.saml;

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

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.metadata.KeptDocuments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How metadata at an address comes, and what stays when it does not. */
@SuppressWarnings("NullAway.Init")
class IdpDocumentsTests {

	@TempDir
	Path folder;

	private final MovableClock clock = new MovableClock();

	private final Saml saml = new Saml(
			FieldValues.NONE.with(SamlFields.METADATA_URL, URI.create("https://idp.example.fr/metadata")));

	private final Establishment college = SamlFixture.school(SamlFixture.delegation(this.saml));

	private final Source source = new Source();

	private final Idps idps = new Idps();

	private SamlKeys keys;

	private KeptDocuments<Saml> kept;

	@BeforeEach
	void begin() {
		this.keys = new SamlKeys(this.folder, this.clock, SamlFixture.BITS);
		this.kept = kept(this.idps, List.of(this.college));
	}

	@Test
	void metadataIsFetchedOnceAndAgainWhenItIsDue() {
		this.source.answer = TestKeys.metadata("/sso");
		this.kept.turn();
		this.kept.turn();
		assertThat(this.source.asked).hasSize(1);
		assertThat(this.keys.isReady(this.college.uai().value())).isTrue();
		assertThat(signOn(this.idps)).isEqualTo("https://idp.example.fr/sso");
		this.source.answer = TestKeys.metadata("/new");
		this.clock.move(KeptDocuments.EVERY);
		this.kept.turn();
		assertThat(signOn(this.idps)).isEqualTo("https://idp.example.fr/new");
	}

	private @Nullable String problem() {
		KeptDocuments.Fetched state = this.kept.state(this.saml);
		assertThat(state).isNotNull();
		return Objects.requireNonNull(state).problem();
	}

	/** Traps S-40. */
	@Test
	void whatWasGoodStaysWhateverComes() {
		this.source.answer = TestKeys.metadata("/sso");
		this.kept.turn();
		for (@Nullable
		String bad : new @Nullable String[] { null, "<html>",
				TestKeys.metadata("/x").replace("idp.example.fr/idp\"", "other\""),
				TestKeys.metadata("/x").replace("entityID", "validUntil=\"2020-01-01T00:00:00Z\" entityID"),
				TestKeys.metadata("/x").replaceAll("<md:KeyDescriptor>.*</md:KeyDescriptor>", "") }) {
			this.source.answer = bad;
			this.clock.move(KeptDocuments.EVERY);
			this.kept.turn();
			assertThat(problem()).isNotNull();
			assertThat(signOn(this.idps)).isEqualTo("https://idp.example.fr/sso");
		}
	}

	@Test
	void aFailureIsTriedAgainAfterLongerAndLongerPauses() {
		this.kept.turn();
		this.clock.move(KeptDocuments.FIRST_PAUSE.minusSeconds(1));
		this.kept.turn();
		assertThat(this.source.asked).hasSize(1);
		this.clock.move(Duration.ofSeconds(1));
		this.kept.turn();
		assertThat(this.source.asked).hasSize(2);
		this.clock.move(KeptDocuments.FIRST_PAUSE);
		this.kept.turn();
		assertThat(this.source.asked).hasSize(2);
		this.source.answer = TestKeys.metadata("/sso");
		this.clock.move(KeptDocuments.FIRST_PAUSE);
		this.kept.turn();
		assertThat(signOn(this.idps)).isEqualTo("https://idp.example.fr/sso");
		assertThat(problem()).isNull();
	}

	@Test
	void whatWasGoodStaysOverARestart() {
		this.source.answer = TestKeys.metadata("/sso");
		this.kept.turn();
		this.source.answer = null;
		Idps next = new Idps();
		kept(next, List.of(this.college)).turn();
		assertThat(signOn(next)).isEqualTo("https://idp.example.fr/sso");
	}

	/** Name and form of the file are those of an existing data directory. */
	@Test
	void aFileOfAnEarlierReleaseIsRead() throws IOException {
		Files.writeString(this.folder.resolve("scOt4IUgHzXbTZqyByC_dzUOBnUG6RLEOEcC6jG8eRY.xml"),
				TestKeys.metadata("/earlier"));
		this.kept.turn();
		assertThat(signOn(this.idps)).isEqualTo("https://idp.example.fr/earlier");
	}

	@Test
	void aDamagedFileOfOnesKeysStopsNobodyElse() throws IOException {
		Files.writeString(this.folder.resolve("0330001A.keys"), "SIGNING now x y");
		this.source.answer = TestKeys.metadata("/sso");
		this.kept.turn();
		this.kept.turn();
		assertThat(this.keys.isReady(this.college.uai().value())).isFalse();
		assertThat(signOn(this.idps)).isEqualTo("https://idp.example.fr/sso");
	}

	/** Traps S-40: a certificate for metadata is configured. */
	@Test
	void unsignedMetadataIsNotUsedWhereASignatureIsConfigured() {
		Saml strict = new Saml(
				this.saml.values().with(SamlFields.METADATA_CERTIFICATES, List.of(SamlFixture.IDP.certificate())));
		Establishment school = SamlFixture.school(SamlFixture.delegation(strict));
		this.kept = kept(this.idps, List.of(school));
		this.source.answer = TestKeys.metadata("/sso");
		this.kept.turn();
		assertThat(this.idps.of(strict)).isNull();
		this.source.answer = TestKeys.signed(TestKeys.metadata("/sso").replace("entityID", "ID=\"_m\" entityID"));
		this.clock.move(KeptDocuments.FIRST_PAUSE);
		this.kept.turn();
		assertThat(this.idps.of(strict)).isNotNull();
	}

	private KeptDocuments<Saml> kept(Idps into, List<Establishment> schools) {
		return new KeptDocuments<>(new IdpDocuments(into, this.keys, PlatformEduConnect.NONE, this.clock), this.source,
				() -> schools, this.folder, this.clock);
	}

	private String signOn(Idps from) {
		Idp idp = from.of(this.saml);
		return (idp != null) ? SamlProtocol.first(idp.signOn()) : "";
	}

	/** Answers immediately, or fails. */
	private static final class Source implements DocumentSource {

		private final List<URI> asked = new ArrayList<>();

		private @Nullable String answer;

		@Override
		public CompletionStage<byte[]> fetch(URI address, List<X509Certificate> trusted, int max) {
			this.asked.add(address);
			return (this.answer != null)
					? CompletableFuture.completedFuture(this.answer.getBytes(StandardCharsets.UTF_8))
					: CompletableFuture.failedFuture(new IllegalStateException("no answer"));
		}

	}

	@Test
	void metadataOfAFormerDelegationIsRemoved() throws IOException {
		List<Establishment> all = new ArrayList<>(List.of(this.college));
		this.kept = kept(this.idps, all);
		this.source.answer = TestKeys.metadata("/sso");
		this.kept.turn();
		assertThat(this.folder.toFile().list((folder, name) -> name.endsWith(".xml"))).hasSize(1);
		all.clear();
		this.kept.turn();
		assertThat(this.folder.toFile().list((folder, name) -> name.endsWith(".xml"))).isEmpty();
		assertThat(this.idps.of(this.saml)).isNull();
	}

}
