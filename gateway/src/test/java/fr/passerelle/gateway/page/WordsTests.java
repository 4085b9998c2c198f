package fr.passerelle.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Attr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The message files, and that templates have no words of their own.
 */
class WordsTests {

	private static final List<String> TEMPLATES = List.of("layout", "parts", "refusal", "chooser", "direct-login",
			"link", "logout", "logged-out", "commune");

	private static final Set<String> SPOKEN = Set.of("alt", "title", "placeholder", "aria-label", "label", "summary");

	/**
	 * The signs that French sets after a no-break space; the colons in {@code 8:00} and
	 * {@code ://} are other ones.
	 */
	private static final Pattern BARE_MARK = Pattern
		.compile("(?<![\u00a0\u202f])[?!;»](?=\\s|$)|(?<![\u00a0\u202f]):(?=\\s|$)");

	private final Messages messages = new Messages();

	@Test
	void bothLanguagesHaveTheSameKeys() throws IOException {
		assertThat(new TreeSet<>(file("messages_en.properties").stringPropertyNames()))
			.isEqualTo(new TreeSet<>(file("messages.properties").stringPropertyNames()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "messages.properties", "messages_en.properties" })
	void apostrophesAreTypographicForJavaTakesTheOtherOneForAQuote(String name) throws IOException {
		assertThat(file(name).values()).noneMatch((text) -> text.toString().contains("'"));
	}

	@Test
	void frenchPunctuationNeverBeginsALine() throws IOException {
		assertThat(file("messages.properties").entrySet())
			.noneMatch((entry) -> BARE_MARK.matcher(entry.getValue().toString()).find());
	}

	@Test
	void everyCodeEspaceAndActionHasItsWordsInBothLanguages() {
		Stream<String> codes = Stream.of(ErrorCode.values())
			.flatMap((code) -> Stream.of(".title", ".cause", ".next").map((part) -> "refusal." + code + part));
		Stream<String> espaces = Stream.of(EspaceKey.values())
			.flatMap((espace) -> Stream.of("espace." + espace.key(), "espace." + espace.key() + ".who"));
		Stream<String> actions = Stream.of(Action.Kind.values()).map(Action.Kind::messageKey);

		assertThat(Stream.of(codes, espaces, actions).flatMap((keys) -> keys)).allSatisfy((key) -> {
			assertThat(this.messages.text(Locale.FRENCH, key, "", "", "", 1L)).isNotBlank();
			assertThat(this.messages.text(Locale.ENGLISH, key, "", "", "", 1L)).isNotBlank();
		});
	}

	@Test
	void frenchIsFrenchOnAnEnglishServer() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.ENGLISH);
			assertThat(this.messages.text(Locale.FRENCH, "action.RETRY")).isEqualTo("Réessayer");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void aMissingWordIsAFaultAndNotAText() {
		assertThatExceptionOfType(MissingResourceException.class)
			.isThrownBy(() -> this.messages.text(Locale.FRENCH, "nowhere"))
			.withMessageContaining("nowhere");
	}

	@Test
	void templatesHoldNoWords() throws IOException {
		for (String name : TEMPLATES) {
			Markup template = template(name);
			assertThat(template.texts()).as(name).isEmpty();
			assertThat(template.all("*").stream().flatMap((element) -> Markup.attributes(element).stream())).as(name)
				.filteredOn((attribute) -> SPOKEN.contains(attribute.getName()))
				.extracting(Attr::getValue)
				.allMatch(String::isEmpty);
		}
	}

	@Test
	void templatesEscapeEverything() throws IOException {
		for (String name : TEMPLATES) {
			assertThat(template(name).all("*").stream().flatMap((element) -> Markup.attributes(element).stream()))
				.as(name)
				.extracting(Attr::getName)
				.doesNotContain("th:utext", "th:inline", "style");
		}
	}

	private static Markup template(String name) throws IOException {
		try (InputStream template = resource("templates/" + name + ".html")) {
			return Markup.of(template.readAllBytes());
		}
	}

	private static Properties file(String name) throws IOException {
		Properties words = new Properties();
		try (InputStream file = resource(name); Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
			words.load(reader);
		}
		return words;
	}

	private static InputStream resource(String name) {
		InputStream resource = Pages.class.getResourceAsStream(name);
		assertThat(resource).as(name).isNotNull();
		return resource;
	}

}
