package fr.passerelle.gateway.schoolfile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import fr.passerelle.gateway.establishment.Uai;

/**
 * The made-up files of a school in the shared corpora, and how tests read files.
 */
public final class SchoolCorpus {

	/** The establishment of all files. */
	public static final Uai SCHOOL = new Uai("0330001A");

	/** A day after that of all exports. */
	public static final LocalDate TODAY = LocalDate.of(2026, 9, 2);

	private SchoolCorpus() {
	}

	/** One of the files. */
	public static byte[] file(String name) {
		try (InputStream in = SchoolCorpus.class.getResourceAsStream("/corpora/school-files/" + name)) {
			if (in == null) {
				throw new IllegalArgumentException("no " + name + " in the corpus");
			}
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What some files of the corpus say together. */
	static SchoolFiles read(String... names) {
		SchoolFileReader reader = new SchoolFileReader(SCHOOL, TODAY);
		for (String name : names) {
			read(reader, name, file(name));
		}
		return reader.result();
	}

	/** What one file says, under a name that tells nothing. */
	static SchoolFiles read(byte[] content) {
		SchoolFileReader reader = new SchoolFileReader(SCHOOL, TODAY);
		read(reader, "upload", content);
		return reader.result();
	}

	private static void read(SchoolFileReader reader, String name, byte[] content) {
		try {
			reader.read(name, new ByteArrayInputStream(content));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A ZIP of one entry. */
	public static byte[] zip(String name, byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry(name));
			zip.write(content);
			zip.closeEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
