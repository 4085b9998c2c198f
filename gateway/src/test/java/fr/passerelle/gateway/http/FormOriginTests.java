package fr.passerelle.gateway.http;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormOriginTests {

	private static final String PUBLIC_URL = "https://0330001a.example.fr";

	@ParameterizedTest
	@CsvSource({ "same-origin,https://0330001a.example.fr", "same-origin,null", "same-origin,", "none,", "none,null",
			",https://0330001a.example.fr", ",https://0330001a.example.fr:443", ",HTTPS://0330001A.EXAMPLE.FR", ",null",
			"," })
	void isForeignWhenTheFormIsOurOwnThenNot(@Nullable String site, @Nullable String origin) {
		assertThat(FormOrigin.isForeign(posted(site, origin), PUBLIC_URL)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "cross-site,", "cross-site,null", "cross-site,https://0330001a.example.fr",
			"same-site,https://0750002b.example.fr", "same-site,null", "same-site,", "same-origin,https://evil.example",
			"none,https://evil.example", ",https://evil.example", ",https://0750002b.example.fr",
			",http://0330001a.example.fr", ",https://0330001a.example.fr:8443",
			",https://0330001a.example.fr.evil.example", ",https://0330001a.example.fr/", "SAME-ORIGIN,", "anything,",
			",''" })
	void isForeignWhenTheFormComesFromElsewhereThenSo(@Nullable String site, @Nullable String origin) {
		assertThat(FormOrigin.isForeign(posted(site, origin), PUBLIC_URL)).isTrue();
	}

	@Test
	void isForeignWhenTheEstablishmentHasAPortThenItBelongsToTheOrigin() {
		String url = "http://localhost:8080";
		assertThat(FormOrigin.isForeign(posted(null, "http://localhost:8080"), url)).isFalse();
		assertThat(FormOrigin.isForeign(posted(null, "http://localhost"), url)).isTrue();
		assertThat(FormOrigin.isForeign(posted(null, "http://localhost:80"), "http://localhost")).isFalse();
	}

	private static FakeRequest posted(@Nullable String site, @Nullable String origin) {
		FakeRequest request = FakeRequest.post("/pronote/parent.html", "a=b");
		if (site != null) {
			request.header("Sec-Fetch-Site", site);
		}
		return (origin != null) ? request.header("Origin", origin) : request;
	}

}
