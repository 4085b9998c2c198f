package fr.passerelle.gateway.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DocumentParser;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code passerelle.import}: documents for establishments that the store does not have
 * yet. Later starts leave those establishments to the administrators.
 */
final class ConfigurationImport {

	private static final Logger logger = LoggerFactory.getLogger(ConfigurationImport.class);

	private static final int MAX_FILES = 20_000;

	private final Establishments establishments;

	ConfigurationImport(Establishments establishments) {
		this.establishments = establishments;
	}

	/**
	 * Imports a file, or every document directly in a folder, by name.
	 * @throws StartRefusedException if one is refused, naming the file and what is wrong
	 */
	void load(Path fileOrFolder) {
		for (Path file : files(fileOrFolder)) {
			try {
				load(file, read(file));
			}
			catch (InvalidDocumentException ex) {
				throw refused(file, ex.getMessage());
			}
		}
	}

	private void load(Path file, byte[] text) {
		ConfigurationDocument document = ConfigurationDocument.parse(text, format(file));
		if (document.uai().flatMap(this.establishments::find).isPresent()) {
			logger.info("Configuration kept uai={} file={}", document.uai().orElseThrow(), file.getFileName());
			return;
		}
		Version version = this.establishments.create(document,
				new Change("import", String.valueOf(file.getFileName())));
		logger.info("Configuration imported uai={} version={} file={}", version.uai(), version.number(),
				file.getFileName());
	}

	private static List<Path> files(Path fileOrFolder) {
		if (!Files.isDirectory(fileOrFolder)) {
			return List.of(fileOrFolder);
		}
		try (Stream<Path> children = Files.list(fileOrFolder)) {
			List<Path> files = children.filter((child) -> name(child).matches(".+\\.(yaml|yml|json)"))
				.filter(Files::isRegularFile)
				.sorted()
				.limit(MAX_FILES + 1L)
				.toList();
			if (files.size() > MAX_FILES) {
				throw refused(fileOrFolder, "more than " + MAX_FILES + " documents");
			}
			return files;
		}
		catch (IOException ex) {
			throw refused(fileOrFolder, "cannot be read");
		}
	}

	private static byte[] read(Path file) {
		try {
			if (Files.size(file) > DocumentParser.MAX_SIZE) {
				throw refused(file, "is larger than a document may be");
			}
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw refused(file, "cannot be read");
		}
	}

	private static Format format(Path file) {
		return name(file).endsWith(".json") ? Format.JSON : Format.YAML;
	}

	private static String name(Path file) {
		return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
	}

	private static StartRefusedException refused(Path file, @Nullable String why) {
		return new StartRefusedException("passerelle.import: " + file + ": " + why);
	}

}
