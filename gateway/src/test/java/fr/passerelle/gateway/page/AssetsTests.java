package fr.passerelle.gateway.page;

import java.util.Objects;

import fr.passerelle.gateway.http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AssetsTests {

	private final Pages pages = Pages.bundled();

	private final String folder = Assets.bundled().folder();

	@ParameterizedTest
	@CsvSource({ "style.css,text/css; charset=utf-8", "page.js,text/javascript; charset=utf-8",
			"mark.svg,image/svg+xml", "bridge.svg,image/svg+xml", "espaces.svg,image/svg+xml" })
	void assetIsKeptForGoodUnderItsHash(String name, String type) {
		Answer answer = Objects.requireNonNull(this.pages.asset(this.folder + name));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo(type);
		assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
		assertThat(answer.header("ETag")).matches("\"[0-9a-f]{16}\"");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.body()).isNotEmpty();
	}

	@Test
	void assetWhenItsAddressIsAnotherVersionsThenIsNotKept() {
		Answer answer = Objects.requireNonNull(this.pages.asset(Pages.ASSETS + "0123456789abcdef/style.css"));

		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/.passerelle/assets/", "/.passerelle/assets/style.css", "/.passerelle/jwks.json",
			"/.passerelle/assets/0123456789abcdef/", "/.passerelle/assets/0123456789abcdef/other.css",
			"/.passerelle/assets/0123456789abcdef/../messages.properties",
			"/.passerelle/assets/0123456789abcdef/templates/layout.html",
			"/.passerelle/assets/0123456789ABCDEF/style.css" })
	void assetWhenUnknownThenNone(String path) {
		assertThat(this.pages.asset(path)).isNull();
	}

}
