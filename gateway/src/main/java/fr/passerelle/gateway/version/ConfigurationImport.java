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
import fr.passerelle.gateway.settings.StartRefusedException;
import fr.passerelle.gateway.version.FirstDocuments.RefusedSourceException;
import fr.passerelle.gateway.version.FirstDocuments.Taken;
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

	private final FirstDocuments documents;

	ConfigurationImport(FirstDocuments documents) {
		this.documents = documents;
	}

	/**
	 * Imports a file, or every document directly in a folder, by name: all that the store
	 * does not have, or nothing.
	 * @throws StartRefusedException if one is refused, naming the file and what is wrong
	 */
	void load(Path fileOrFolder) {
		try {
			this.documents
				.take(files(fileOrFolder), (file) -> ConfigurationDocument.parse(read(file), format(file)),
						(file) -> new Change("import", String.valueOf(file.getFileName())))
				.forEach(ConfigurationImport::tell);
		}
		catch (RefusedSourceException ex) {
			throw refused((Path) ex.source(), ex.getMessage());
		}
	}

	private static void tell(Taken<Path> taken) {
		if (taken.version() == null) {
			logger.info("Configuration kept uai={} file={}", taken.uai(), taken.source().getFileName());
		}
		else {
			logger.info("Configuration imported uai={} version={} file={}", taken.uai(), taken.version(),
					taken.source().getFileName());
		}
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
