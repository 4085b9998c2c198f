package fr.passerelle.entcatalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;

/**
 * Writes the bundled catalogue as the one file that {@link EntCatalog#read} takes,
 * comments included. An administrator who must correct an entry before the next release
 * starts from it.
 */
public final class CatalogExport {

	private CatalogExport() {
	}

	/**
	 * Writes the file.
	 * @param args the path of the file, which must not exist yet
	 * @throws IOException if it cannot be written
	 */
	public static void main(String[] args) throws IOException {
		if (args.length != 1) {
			throw new IllegalArgumentException("One argument: the path of the file to write");
		}
		Files.writeString(Path.of(args[0]), bundled(), StandardOpenOption.CREATE_NEW);
	}

	/**
	 * The bundled catalogue as one document.
	 * @return the text of the file
	 */
	public static String bundled() {
		List<CatalogFile> files = CatalogFiles.bundled();
		StringBuilder text = new StringBuilder();
		files.stream().filter(CatalogFile::isHead).forEach((head) -> text.append(head.text()));
		append(text, "platforms", files, CatalogFile::isPlatform);
		append(text, "ents", files, (file) -> !file.isHead() && !file.isPlatform());
		return text.toString();
	}

	private static void append(StringBuilder text, String name, List<CatalogFile> files, Predicate<CatalogFile> part) {
		text.append(name).append(":\n");
		files.stream().filter(part).forEach((file) -> {
			text.append("  -\n");
			file.text().lines().forEach((line) -> text.append("    ").append(line).append('\n'));
		});
	}

}
