package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the table of settings in docs/operations/configuration.md to the code: every
 * setting with its default, in the code's order, and none that is not there.
 */
class SettingsPageTests {

	private static final Path PAGE = Path.of("..", "docs", "operations", "configuration.md");

	private static final Pattern ROW = Pattern.compile("^\\| `(passerelle\\.[a-z0-9.\\[\\]-]+)` \\| (\\S+) \\|.*");

	@Test
	void thePageListsEverySettingWithItsDefault() throws IOException {
		List<String> page = Files.readAllLines(PAGE)
			.stream()
			.map(ROW::matcher)
			.filter((row) -> row.matches())
			.map((row) -> row.group(1) + " = " + row.group(2).replace("`", ""))
			.toList();

		assertThat(page).isEqualTo(settings("passerelle", PasserelleSettings.class));
	}

	private static List<String> settings(String prefix, Class<?> owner) {
		List<String> settings = new ArrayList<>();
		for (Parameter part : owner.getDeclaredConstructors()[0].getParameters()) {
			String key = prefix + "." + name(part);
			Class<?> listed = listed(part);
			if (part.getType().isRecord()) {
				settings.addAll(settings(key, part.getType()));
			}
			else if (listed != null) {
				settings.addAll(settings(key + "[0]", listed));
			}
			else {
				settings.add(key + " = " + defaultOf(part));
			}
		}
		return settings;
	}

	/** The record that a list holds; null where it holds texts, or is none. */
	private static @Nullable Class<?> listed(Parameter part) {
		return (part.getParameterizedType() instanceof ParameterizedType list
				&& list.getActualTypeArguments()[0] instanceof Class<?> type && type.isRecord()) ? type : null;
	}

	private static String name(Parameter part) {
		Name name = part.getAnnotation(Name.class);
		return (name != null) ? name.value() : part.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}

	private static String defaultOf(Parameter part) {
		DefaultValue value = part.getAnnotation(DefaultValue.class);
		String joined = (value != null) ? String.join(",", value.value()) : "";
		return joined.isEmpty() ? "none" : joined;
	}

}
