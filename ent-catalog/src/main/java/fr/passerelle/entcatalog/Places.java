package fr.passerelle.entcatalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which départements a territory covers, so that an ENT is found by a town that its entry
 * does not name. The table belongs to the jar and serves every catalogue.
 */
final class Places {

	private static final String FILE = "/ent-catalog/places.txt";

	private static final Pattern NUMBERS = Pattern.compile("\\(([0-9AB]{2,3}(?:, [0-9AB]{2,3})*)\\)");

	private static final List<Departement> ALL = load();

	private Places() {
	}

	/** The départements of a territory as the catalogue writes it; none abroad. */
	static List<Departement> of(@Nullable String territory) {
		if (territory == null) {
			return List.of();
		}
		Matcher numbers = NUMBERS.matcher(territory);
		if (numbers.find()) {
			List<String> named = List.of(numbers.group(1).split(", "));
			return ALL.stream().filter((one) -> named.contains(one.number)).toList();
		}
		String folded = String.join(" ", FoldedText.of(territory).words());
		return ALL.stream().filter((one) -> one.liesIn(folded)).toList();
	}

	private static List<Departement> load() {
		List<Departement> all = new ArrayList<>();
		try (InputStream file = Places.class.getResourceAsStream(FILE)) {
			if (file == null) {
				throw new IllegalStateException("no " + FILE + " in this jar");
			}
			BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
			lines.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.forEach((line) -> all.add(Departement.of(line)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return List.copyOf(all);
	}

	/**
	 * One line of the table.
	 *
	 * @param number as on envelopes
	 * @param areas what it is a part of, folded: regions by name, its académie
	 * @param labels its name and its towns
	 */
	record Departement(String number, List<String> areas, List<FoldedText> labels) {

		static Departement of(String line) {
			String[] columns = line.split("\\|", -1);
			List<String> areas = Stream.of(columns[2], columns[3], "académie de " + columns[4])
				.map((area) -> String.join(" ", FoldedText.of(area).words()))
				.distinct()
				.toList();
			List<FoldedText> labels = Stream.concat(Stream.of(columns[1]), Stream.of(columns[5].split(", ", -1)))
				.map(FoldedText::of)
				.toList();
			return new Departement(columns[0], areas, labels);
		}

		/** Whether a territory without numbers means an area that this one is part of. */
		boolean liesIn(String territory) {
			return this.areas.stream()
				.anyMatch((area) -> territory.equals(area) || territory.startsWith(area + " ")
						|| territory.equals("region " + area) || territory.startsWith("region " + area + " "));
		}

		/** Whether this text is the name of the département or of a town in it. */
		boolean isMeantBy(FoldedText query) {
			return this.number.equalsIgnoreCase(query.joined()) || (query.joined().length() >= 3
					&& this.labels.stream().anyMatch((label) -> query.words().stream().allMatch(label::hasBeginning)));
		}

	}

}
