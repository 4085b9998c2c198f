package fr.passerelle.gateway.page;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * WCAG 2.2 contrast of the colours that meet on a page: 4.5 for text, 3 for the outline
 * of a control or of the focus.
 */
class ContrastTests {

	private static final Pattern COLOUR = Pattern.compile("--([a-z-]+):\\s*#([0-9a-f]{6});");

	@ParameterizedTest
	@CsvSource({ "ink,paper", "ink,card", "ink,tint", "ink,danger-tint", "ink,notice-tint", "soft,paper", "soft,card",
			"accent,card", "accent,paper", "accent-strong,card", "accent-strong,tint", "on-accent,accent",
			"on-accent,accent-strong", "danger,danger-tint", "on-band,band" })
	void textCanBeRead(String text, String ground) {
		assertThat(ratio(light(), text, ground)).as("light").isGreaterThanOrEqualTo(4.5);
		assertThat(ratio(dark(), text, ground)).as("dark").isGreaterThanOrEqualTo(4.5);
	}

	@ParameterizedTest
	@CsvSource({ "edge,card", "edge,paper", "accent,tint", "danger,card", "focus,paper", "focus,card", "focus,tint",
			"focus,notice-tint" })
	void controlsAndFocusCanBeSeen(String line, String ground) {
		assertThat(ratio(light(), line, ground)).as("light").isGreaterThanOrEqualTo(3);
		assertThat(ratio(dark(), line, ground)).as("dark").isGreaterThanOrEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource({ "000000,ffffff,21.0", "777777,ffffff,4.48", "ffffff,ffffff,1.0" })
	void ratiosAreThoseOfTheStandard(String one, String other, double ratio) {
		assertThat(ratio(Map.of("one", one, "other", other), "one", "other")).isCloseTo(ratio, within(0.01));
	}

	private static Map<String, String> light() {
		return colours(css().substring(0, css().indexOf("@media (prefers-color-scheme: dark)")));
	}

	private static Map<String, String> dark() {
		String css = css();
		int start = css.indexOf("@media (prefers-color-scheme: dark)");
		return colours(css.substring(start, css.indexOf("\n}\n", start)));
	}

	private static String css() {
		Answer answer = Objects.requireNonNull(Assets.bundled().answer(Assets.bundled().folder() + "style.css"));
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

	private static Map<String, String> colours(String css) {
		Map<String, String> colours = new HashMap<>();
		Matcher matcher = COLOUR.matcher(css);
		while (matcher.find()) {
			colours.put(matcher.group(1), matcher.group(2));
		}
		return colours;
	}

	private static double ratio(Map<String, String> colours, String one, String other) {
		double first = luminance(colours, one);
		double second = luminance(colours, other);
		return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
	}

	private static double luminance(Map<String, String> colours, String name) {
		int rgb = Integer.parseInt(Objects.requireNonNull(colours.get(name), name), 16);
		return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
	}

	private static double linear(int channel) {
		double value = channel / 255.0;
		return (value <= 0.04045) ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
	}

}
