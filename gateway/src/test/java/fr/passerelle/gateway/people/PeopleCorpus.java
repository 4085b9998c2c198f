package fr.passerelle.gateway.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists of people of the shared corpora.
 */
final class PeopleCorpus {

	private static final String FOLDER = "/corpora/people/";

	private PeopleCorpus() {
	}

	static byte[] read(String name) {
		try (InputStream in = PeopleCorpus.class.getResourceAsStream(FOLDER + name)) {
			if (in == null) {
				throw new IllegalArgumentException("no " + name + " in the corpus");
			}
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> accepted() {
		return lines("accepted/index.txt");
	}

	/** The faults expected of each refused file; of a message, a part. */
	static Map<String, List<Fault>> refused() {
		Map<String, List<Fault>> faults = new LinkedHashMap<>();
		for (String line : lines("refused/faults.txt")) {
			if (!line.startsWith("#")) {
				String[] parts = line.split(" \\| ", -1);
				faults.computeIfAbsent(parts[0], (name) -> new ArrayList<>())
					.add(new Fault(Long.parseLong(parts[1]), parts[2], parts[3]));
			}
		}
		return faults;
	}

	private static List<String> lines(String name) {
		return new String(read(name), StandardCharsets.UTF_8).lines().toList();
	}

}
