package fr.passerelle.gateway.console;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every word of the console in both languages, and no words in templates.
 */
class ConsoleWordsTests {

	private static final Path FOLDER = Path.of("src/main/resources/fr/passerelle/gateway/console");

	private static final Pattern KEY = Pattern.compile("#\\{([A-Za-z0-9_.-]+)[}(]");

	private static final Pattern TAG = Pattern.compile("<\\w[^<>\"]*+(?:\"[^\"]*\"[^<>\"]*+)*+>");

	private static final Pattern CONDITION = Pattern.compile("\\sth:(?:if|unless|each)=");

	private static final Pattern WORDS = Pattern.compile(">\\s*([^<>\\s][^<>]*\\p{L}{2,}[^<>]*)<");

	@Test
	void everyFileOfMessagesIsReadAndHasTheSameKeysInBothLanguages() throws IOException {
		Properties settings = new Properties();
		try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
			settings.load(in);
		}
		for (Path french : files("messages", ".properties")) {
			String name = french.getFileName().toString().replace(".properties", "");
			if (name.endsWith("_en")) {
				continue;
			}
			assertThat(settings.getProperty("spring.messages.basename")).contains("/" + name);
			Path english = french.resolveSibling(name + "_en.properties");
			assertThat(new TreeSet<>(load(english).stringPropertyNames())).as(name)
				.isEqualTo(new TreeSet<>(load(french).stringPropertyNames()));
			assertThat(load(french).stringPropertyNames()).allMatch((key) -> key.startsWith(name + "."));
		}
	}

	@Test
	void everyKeyThatATemplateNamesExists() {
		Properties all = new Properties();
		files("messages", ".properties").forEach((file) -> all.putAll(load(file)));
		List<String> missing = new ArrayList<>();
		for (Path template : files("templates", ".html")) {
			Matcher keys = KEY.matcher(read(template));
			while (keys.find()) {
				if (!all.containsKey(keys.group(1))) {
					missing.add(template.getFileName() + ": " + keys.group(1));
				}
			}
		}
		assertThat(missing).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void everyFieldOfAProtocolHasItsWords(Protocol protocol) {
		Properties all = new Properties();
		files("messages", ".properties").forEach((file) -> all.putAll(load(file)));
		for (Field<?> field : protocol.fields()) {
			String label = "delegations." + field.input();
			String history = "delegation." + protocol.block() + "." + field.key();
			assertThat(all).containsKey(label);
			assertThat(
					all.containsKey("history.field." + history) || all.containsKey("history.switch." + history + ".on"))
				.as("words of %s in the history", history)
				.isTrue();
			field.choices().keySet().forEach((choice) -> assertThat(all).containsKey(label + "." + choice));
			if (field.kind() == Field.Kind.CHOICE) {
				assertThat(all).containsKeys(label + ".choose", label + ".catalogue");
			}
		}
	}

	@Test
	void apostrophesOfMessagesAreTypographicOrDoubled() {
		for (Path file : files("messages", ".properties")) {
			load(file).forEach(
					(key, text) -> assertThat(((String) text).replace("''", "")).as("%s", key).doesNotContain("'"));
		}
	}

	@Test
	void templatesHoldNoWordsOfTheirOwnAndNoInlineStyleOrScript() {
		for (Path template : files("templates", ".html")) {
			String markup = read(template).replaceAll("(?s)<!--.*?-->", "");
			assertThat(WORDS.matcher(markup).results().map((match) -> match.group(1))).as("%s", template).isEmpty();
			assertThat(markup).as("%s", template).doesNotContain("style=\"").doesNotContain("onclick");
			assertThat(markup.replaceAll("<form[^>]*method=\"get\"", "")).as("%s posts with a token", template)
				.doesNotContain("<form method=\"post\" action");
		}
	}

	/**
	 * The fragment comes first: the condition would be dropped, and null not kept out.
	 */
	@Test
	void noConditionStandsBesideAFragmentThatReplacesItsElement() {
		for (Path template : files("templates", ".html")) {
			assertThat(TAG.matcher(read(template)).results().map((tag) -> tag.group())).as("%s", template)
				.noneMatch((tag) -> tag.contains("th:replace=") && CONDITION.matcher(tag).find());
		}
	}

	private static List<Path> files(String folder, String end) {
		try (Stream<Path> all = Files.walk(FOLDER.resolve(folder))) {
			return all.filter((file) -> file.toString().endsWith(end)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Properties load(Path file) {
		Properties properties = new Properties();
		try (var in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
			properties.load(in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return properties;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
