package fr.passerelle.entcatalog;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a catalogue's files from this jar, a folder, or one file.
 */
final class CatalogFiles {

	/** About fifty times the bundled catalogue as one file. */
	static final int LARGEST_FILE = 8 * 1024 * 1024;

	/** Thirty times the bundled catalogue. */
	static final int MOST_FILES = 5000;

	private static final String BUNDLE = "/ent-catalog/";

	private CatalogFiles() {
	}

	/**
	 * The bundled files, by the index beside them: inside a jar, or a jar inside a jar,
	 * listing files depends on how the jar was packed.
	 */
	static List<CatalogFile> bundled() {
		List<CatalogFile> files = new ArrayList<>();
		files.add(bundledFile(CatalogFile.HEAD));
		bundledFile("index.txt").text().lines().map(CatalogFiles::bundledFile).forEach(files::add);
		return files;
	}

	static List<CatalogFile> inFolder(Path folder, Faults faults) {
		List<CatalogFile> files = new ArrayList<>();
		addIfRead(files, folder.resolve(CatalogFile.HEAD), CatalogFile.HEAD, faults);
		for (String part : List.of(CatalogFile.PLATFORMS, CatalogFile.ENTS)) {
			for (Path file : list(folder, part, faults)) {
				String name = part + file.getFileName();
				if (name.endsWith(CatalogFile.SUFFIX)) {
					addIfRead(files, file, name, faults);
				}
				else {
					faults.add(name, 0, "(file)", "is not a file of a catalogue; accepted: <id>.yaml");
				}
			}
		}
		return files;
	}

	static List<CatalogFile> single(Path file, Faults faults) {
		List<CatalogFile> files = new ArrayList<>();
		addIfRead(files, file, String.valueOf(file.getFileName()), faults);
		return files;
	}

	private static List<Path> list(Path folder, String part, Faults faults) {
		try (Stream<Path> found = Files.list(folder.resolve(part))) {
			List<Path> files = found.filter((file) -> !String.valueOf(file.getFileName()).startsWith("."))
				.limit(MOST_FILES + 1)
				.sorted()
				.toList();
			if (files.size() > MOST_FILES) {
				faults.add(part, 0, "(folder)", "holds too many files; accepted: up to " + MOST_FILES);
				return List.of();
			}
			return files;
		}
		catch (IOException ex) {
			faults.add(part, 0, "(folder)", "cannot be read; accepted: a folder of files named <id>.yaml");
			return List.of();
		}
	}

	private static void addIfRead(List<CatalogFile> files, Path file, String name, Faults faults) {
		try (InputStream in = Files.newInputStream(file)) {
			byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
			if (bytes.length > LARGEST_FILE) {
				faults.add(name, 0, "(file)", "is too large; accepted: up to " + LARGEST_FILE + " bytes");
				return;
			}
			files.add(new CatalogFile(name, decode(bytes)));
		}
		catch (CharacterCodingException ex) {
			faults.add(name, 0, "(file)", "is not text in UTF-8; accepted: UTF-8 alone");
		}
		catch (IOException ex) {
			faults.add(name, 0, "(file)", "cannot be read; accepted: a readable file");
		}
	}

	private static CatalogFile bundledFile(String name) {
		try (InputStream in = CatalogFiles.class.getResourceAsStream(BUNDLE + name)) {
			if (in == null) {
				throw new FileNotFoundException(BUNDLE + name);
			}
			return new CatalogFile(name, decode(in.readAllBytes()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String decode(byte[] bytes) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

}
