package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds docs/architecture.md to the code: its table has every package and a class of it
 * to begin with, and its drawing is the one that the code gives.
 */
class PackageDrawingTests {

	private static final Path PAGE = Path.of("..", "docs", "architecture.md");

	private static final Path DRAWING = Path.of("..", "docs", "images", "packages.svg");

	private static final Path CODE = Path.of("src", "main", "java", "fr", "passerelle", "gateway");

	private static final Pattern ROW = Pattern.compile("^\\| .+ \\| `([a-z]+)` \\| `([A-Z]\\w+)` \\|$");

	@Test
	void theTableHasEveryPackageWithAClassToBeginWith() throws IOException {
		Map<String, String> starts = new TreeMap<>();
		for (String line : Files.readAllLines(PAGE)) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				starts.put(row.group(1), row.group(2));
			}
		}

		assertThat(starts.keySet()).isEqualTo(Packages.uses().keySet());
		assertThat(starts).allSatisfy(
				(name, start) -> assertThat(CODE.resolve(name).resolve(start + ".java")).as(name).isRegularFile());
	}

	@Test
	void theDrawingIsTheCodes() throws IOException {
		String drawn = new PackageDrawing(Packages.uses(), groups()).svg();
		Path fresh = Files.createDirectories(Path.of("target")).resolve("packages.svg");
		Files.writeString(fresh, drawn);

		assertThat(DRAWING).as("docs/images/packages.svg is out of date; copy gateway/%s over it", fresh)
			.hasContent(drawn);
	}

	/** The page's headings, which group the packages. */
	private static Map<String, String> groups() throws IOException {
		Map<String, String> groups = new LinkedHashMap<>();
		String group = "";
		for (String line : Files.readAllLines(PAGE)) {
			Matcher row = ROW.matcher(line);
			if (line.startsWith("### ")) {
				group = line.substring(4);
			}
			else if (row.matches()) {
				groups.put(row.group(1), group);
			}
		}
		return groups;
	}

}
