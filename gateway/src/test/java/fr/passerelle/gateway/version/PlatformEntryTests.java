package fr.passerelle.gateway.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.settings.PasserelleSettings.Educonnect;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The platform's entry of EduConnect in the settings. */
class PlatformEntryTests {

	private static final String URL = "https://connexion.example.fr";

	private static final String AT = "https://academie.example.fr/educonnect.xml";

	@Test
	void withoutAnAddressThereIsNone() {
		assertThat(PlatformEntry.of(settings(null, null))).isEqualTo(PlatformEduConnect.NONE);
	}

	@Test
	void anAddressAndMetadataAreEnough() {
		PlatformEduConnect entry = PlatformEntry.of(settings(URL, AT));
		assertThat(entry.isThere()).isTrue();
		assertThat(entry.saml().entityId()).isEqualTo("https://educonnect.education.gouv.fr/idp");
		assertThat(entry.saml().metadataUrl()).hasToString(AT);
		assertThat(entry.saml().wantEncrypted()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "https://connexion.example.fr/, passerelle.educonnect.url",
			"https://Connexion.example.fr, passerelle.educonnect.url",
			"connexion.example.fr, passerelle.educonnect.url",
			"https://a@connexion.example.fr, passerelle.educonnect.url" })
	void anAddressThatBrowsersWriteOtherwiseStopsTheStart(String url, String key) {
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> settings(url, AT))
			.withMessageStartingWith(key + ": is scheme, host and port alone");
	}

	@Test
	void metadataThatIsMissingOrOfAnotherProviderStopsTheStart(@TempDir Path folder) throws IOException {
		String key = Educonnect.METADATA + ": ";
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> settings(URL, null))
			.withMessageStartingWith(key);
		Path file = Files.writeString(folder.resolve("educonnect.xml"), "<x/>");
		Educonnect settings = settings(URL, "file:" + file);
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> PlatformEntry.of(settings))
			.withMessageStartingWith(key + "cannot be used as the metadata");
		Educonnect odd = settings(URL, "ftp://academie.example.fr/educonnect.xml");
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> PlatformEntry.of(odd))
			.withMessageStartingWith(key);
	}

	private static Educonnect settings(@Nullable String url, @Nullable String metadata) {
		return new Educonnect(url, "production", metadata, null, true);
	}

}
