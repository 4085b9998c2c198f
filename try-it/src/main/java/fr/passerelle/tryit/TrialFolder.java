package fr.passerelle.tryit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of one trial: the gateway's settings and documents, its data and its log. It
 * is emptied at the start, so that every trial begins alike.
 */
final class TrialFolder {

	/** The file that marks the folder of a trial. Others are never emptied. */
	private static final String SETTINGS = "gateway.yaml";

	private static final List<String> DOCUMENTS = List.of("college.yaml", "lycee.yaml");

	private final Path folder;

	private TrialFolder(Path folder) {
		this.folder = folder;
	}

	/**
	 * Makes the folder, or empties it.
	 * @param folder the folder
	 * @param values the values of settings and documents, by the name between braces
	 */
	static TrialFolder fresh(Path folder, Map<String, String> values) {
		TrialFolder fresh = new TrialFolder(folder.toAbsolutePath().normalize());
		try {
			fresh.empty();
			Files.createDirectories(fresh.documents());
			Files.writeString(fresh.settings(), filled(SETTINGS, fresh.with(values)));
			for (String document : DOCUMENTS) {
				Files.writeString(fresh.documents().resolve(document), filled(document, values));
			}
		}
		catch (IOException ex) {
			throw new TrialFailedException("cannot write to %s: %s".formatted(folder, ex.getMessage()), ex);
		}
		return fresh;
	}

	Path path() {
		return this.folder;
	}

	Path settings() {
		return this.folder.resolve(SETTINGS);
	}

	Path log() {
		return this.folder.resolve("gateway.log");
	}

	/** Reads a text of this trial that goes to the gateway by its API. */
	static String resource(String name) {
		return filled(name, Map.of());
	}

	private Path documents() {
		return this.folder.resolve("establishments");
	}

	private Map<String, String> with(Map<String, String> values) {
		Map<String, String> all = new HashMap<>(values);
		all.put("data", this.folder.resolve("data").toString().replace("'", "''"));
		all.put("documents", documents().toUri().toString().replace("'", "''"));
		return all;
	}

	private void empty() throws IOException {
		if (!Files.exists(this.folder)) {
			return;
		}
		if (!Files.exists(settings())) {
			throw new TrialFailedException("%s is not a folder of a trial: it stays as it is".formatted(this.folder));
		}
		try (Stream<Path> files = Files.walk(this.folder)) {
			// The settings go last, so that a half-emptied folder is still recognised.
			for (Path file : files
				.sorted(Comparator.comparing((Path path) -> path.equals(settings()))
					.thenComparing(Comparator.reverseOrder()))
				.filter((path) -> !path.equals(this.folder))
				.toList()) {
				Files.delete(file);
			}
		}
	}

	private static String filled(String name, Map<String, String> values) {
		String text = read(name);
		for (Map.Entry<String, String> value : values.entrySet()) {
			text = text.replace("{{" + value.getKey() + "}}", value.getValue());
		}
		if (text.contains("{{")) {
			throw new IllegalStateException(name + " has a name between braces without a value");
		}
		return text;
	}

	private static String read(String name) {
		try (InputStream in = TrialFolder.class.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalStateException(name + " is missing from the jar");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new TrialFailedException("cannot read %s: %s".formatted(name, ex.getMessage()), ex);
		}
	}

}
