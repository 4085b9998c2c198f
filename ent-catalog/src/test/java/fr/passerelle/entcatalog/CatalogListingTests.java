package fr.passerelle.entcatalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the catalogue with a listing of its meaning, so that a review sees the effect
 * of a change and not only its text.
 */
class CatalogListingTests {

	private static final Path ACTUAL = Path.of("target", "catalog-listing.txt");

	@Test
	void theListingShowsWhatTheCatalogueMeans() throws IOException {
		List<String> actual = EntCatalog.bundled()
			.all()
			.stream()
			.sorted(Comparator.comparing(Ent::id))
			.map(CatalogListingTests::line)
			.toList();
		Files.createDirectories(Path.of("target"));
		Files.write(ACTUAL, actual);
		assertThat(actual).as("If the change is meant, copy %s to src/test/resources", ACTUAL)
			.isEqualTo(Files.readAllLines(TestCatalogs.resource("/catalog-listing.txt")));
	}

	private static String line(Ent ent) {
		String status = ent.supersededBy().isEmpty() ? ent.status().name()
				: ent.status() + " by " + String.join(" ", ent.supersededBy());
		String choosable = ent.choosable() ? "choosable" : "not choosable " + ent.obstacles();
		return String.join(" | ", ent.id(), ent.name(), ent.platform(), String.valueOf(ent.validation()),
				String.valueOf(ent.endpoints().loginUrl()), status, choosable);
	}

}
