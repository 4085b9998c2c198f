package fr.passerelle.gateway.http;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestPathTests {

	@ParameterizedTest
	@CsvSource({ "/,/,/", "/pronote/,/pronote/,/pronote/",
			"/pronote/parent.html,/pronote/parent.html,/pronote/parent.html",
			"/%70ronote/p%61rent.html,/pronote/parent.html,/pronote/parent.html",
			"/pronote/parent/%C3%A9t%c3%a9,/pronote/parent/été,/pronote/parent/%C3%A9t%C3%A9",
			"/pronote/parent/a%20b,/pronote/parent/a b,/pronote/parent/a%20b", "/a%3Fb,/a?b,/a%3Fb",
			"/a.b..c,/a.b..c,/a.b..c",
			"/pronote/parent/.well-known,/pronote/parent/.well-known,/pronote/parent/.well-known" })
	void parseGivesOneForm(String raw, String decoded, String canonical) throws MalformedPathException {
		RequestPath path = RequestPath.parse(raw);
		assertThat(path.raw()).isEqualTo(raw);
		assertThat(path.decoded()).isEqualTo(decoded);
		assertThat(path.canonical()).isEqualTo(canonical);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "pronote", "*", "/a/../b", "/..", "/a/..", "/a/.", "/./a", "/.../a", "//a", "/a//b",
			"/a//", "/a;b", "/a;jsessionid=1", "/a\\b", "/%2e%2e/b", "/%2E/b", "/a%2fb", "/a%2Fb", "/a%5cb", "/a%5Cb",
			"/a%25b", "/a%252fb", "/a%00", "/a%0d%0ab", "/a%7f", "/a%3bb", "/a%", "/a%4", "/a%zz", "/a%-1", "/a b",
			"/a\u0000", "/a\nb", "/é", "/a%c3", "/a%c0%af", "/a%e2%80%a8", "/a%e2%80%8b", "/a#b", "/a?b",
			"/a%ED%A0%80" })
	void parseWhenAmbiguousThenRefused(String raw) {
		assertThatExceptionOfType(MalformedPathException.class).isThrownBy(() -> RequestPath.parse(raw));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pronote/parent/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB.png", "/pronote/parent/%E2%80%8C.pdf",
			"/pronote/parent/a%C2%ADb.pdf", "/pronote/parent/%E2%80%AAa%E2%80%AC.pdf", "/pronote/parent/%E2%80%8Ea.pdf",
			"/pronote/parent/%D8%9Ca.pdf" })
	void parseWhenFileNameHasJoinersOrMarksThenByteForByte(String raw) throws MalformedPathException {
		assertThat(RequestPath.parse(raw).canonical()).isEqualTo(raw);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/pronote/assets/.%E2%80%8D./secret", "/pronote/assets/%E2%80%8D../secret", "/a/%E2%80%8D/b",
					"/a/..%C2%AD", "/a/.%E2%80%AE", "/a/%EF%BB%BFb", "/a/%E2%81%A0b", "/a%C2%85b", "/a%E2%80%A9b" })
	void parseWhenInvisibleCharactersHideDotsThenRefused(String raw) {
		assertThatExceptionOfType(MalformedPathException.class).isThrownBy(() -> RequestPath.parse(raw));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pronote/parent/r%E9sum%E9.pdf", "/pronote/parent/%C0%AE%C0%AE/x", "/a/%E0%80%AF" })
	void parseWhenBytesAreNoUtf8ThenRefused(String raw) {
		assertThatExceptionOfType(MalformedPathException.class).isThrownBy(() -> RequestPath.parse(raw));
	}

	@Test
	void parseWhenTooLongThenRefused() {
		assertThatExceptionOfType(MalformedPathException.class)
			.isThrownBy(() -> RequestPath.parse("/" + "a".repeat(RequestPath.MAX_LENGTH)));
	}

	@Property(tries = 3000)
	void whatPassesIsStableAndNeverClimbs(@ForAll("targets") String raw) {
		RequestPath path;
		try {
			path = RequestPath.parse(raw);
		}
		catch (MalformedPathException ex) {
			return;
		}
		assertThat(path.decoded()).startsWith("/").doesNotContain("//", "\\", ";", "%", "\0");
		assertThat(path.decoded().split("/", -1)).doesNotContain(".", "..");
		assertThat(path.canonical()).matches("[\\x21-\\x7e]+");
		assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(path.canonical())).isTrue();
		assertThat(reparsed(path.canonical()).decoded()).isEqualTo(path.decoded());
		assertThat(reparsed(path.canonical()).canonical()).isEqualTo(path.canonical());
	}

	@Provide
	Arbitrary<String> targets() {
		Arbitrary<String> pieces = Arbitraries.of("/", "a", "b", ".", "..", "%2e", "%2F", "%41", "%c3%a9", "%25", ";",
				"\\", "%", "é", " ", "&", "pronote", "parent.html", "%5C", "%00", "?", "#");
		return pieces.list().ofMaxSize(12).map((list) -> "/" + String.join("", list));
	}

	private static RequestPath reparsed(String canonical) {
		try {
			return RequestPath.parse(canonical);
		}
		catch (MalformedPathException ex) {
			throw new AssertionError("the canonical form is refused", ex);
		}
	}

}
