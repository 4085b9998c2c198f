package fr.passerelle.gateway.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackgroundTests {

	private static final String PAGE = "/pronote/parent.html";

	@ParameterizedTest
	@ValueSource(strings = { "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "TEXT/HTML",
			"application/xhtml+xml", "application/json, text/html;q=0.1", "text/*", "", " " })
	void isBackgroundWhenHtmlIsNamedOrNothingIsThenNot(String accept) {
		assertThat(Background.isBackground(FakeRequest.get(PAGE).header("Accept", accept))).isFalse();
		assertThat(Background.isBackground(FakeRequest.head(PAGE).header("Accept", accept))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/json, text/plain, */*", "image/webp,image/*,*/*;q=0.8",
			"text/css,*/*;q=0.1", "application/json", "image/avif", "text/html;q=0", "text/html; q=0.0, */*",
			"text/html-fragment" })
	void isBackgroundWhenHtmlIsNotNamedThenSo(String accept) {
		assertThat(Background.isBackground(FakeRequest.get(PAGE).header("Accept", accept))).isTrue();
		assertThat(Background.isBackground(FakeRequest.head(PAGE).header("Accept", accept))).isTrue();
	}

	@Test
	void isBackgroundWhenTheBrowserSaysThatItNavigatesThenAnyTypeIsEnough() {
		FakeRequest navigation = FakeRequest.get(PAGE).header("Sec-Fetch-Mode", "navigate").header("Accept", "*/*");
		assertThat(Background.isBackground(navigation)).isFalse();
		assertThat(Background.isBackground(navigation.header("Accept", "application/json"))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Mode,cors", "Sec-Fetch-Mode,no-cors", "Sec-Fetch-Mode,same-origin",
			"Sec-Fetch-Mode,websocket", "X-Requested-With,XMLHttpRequest", "Sec-Purpose,prefetch",
			"Sec-Purpose,prefetch;prerender", "Purpose,prefetch", "X-Moz,prefetch" })
	void isBackgroundWhenTheBrowserSaysSoThenSo(String header, String value) {
		assertThat(Background.isBackground(FakeRequest.get(PAGE).header(header, value))).isTrue();
	}

	@Test
	void isForProgramsWhenAnythingIsTakenThenNot() {
		assertThat(Background.isForPrograms(FakeRequest.get(PAGE).header("Accept", "*/*"))).isFalse();
		assertThat(Background.isForPrograms(FakeRequest.get(PAGE).header("Accept", "image/avif"))).isTrue();
		assertThat(Background.isForPrograms(FakeRequest.get(PAGE).header("Sec-Fetch-Mode", "cors"))).isTrue();
	}

	@Test
	void isBackgroundWhenAFrameNavigatesThenNot() {
		FakeRequest frame = FakeRequest.get(PAGE)
			.header("Sec-Fetch-Mode", "navigate")
			.header("Sec-Fetch-Dest", "iframe");
		assertThat(Background.isBackground(frame)).isFalse();
	}

}
