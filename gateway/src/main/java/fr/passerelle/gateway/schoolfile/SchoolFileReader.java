package fr.passerelle.gateway.schoolfile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.schoolfile.BoundedStream.TooLargeException;

/**
 * Reads the files of one import, one after the other, each recognised by its content
 * alone: a download is often renamed, and a browser's media type says nothing of it.
 */
public final class SchoolFileReader {

	/** Largest file, in bytes; one in an archive counts unpacked. */
	public static final long MAX_FILE = 128L * 1024 * 1024;

	/** Most bytes of all files of one import, unpacked. */
	public static final long MAX_TOTAL = 256L * 1024 * 1024;

	/** Largest CSV list, in bytes; lists are read as one text. */
	public static final int MAX_LIST = 10 * 1024 * 1024;

	/** Most files of one import. */
	public static final int MAX_FILES = 32;

	/** How often an archive may hold its own size; exports have up to 50. */
	static final int MAX_RATIO = 200;

	/** Small archives may have any ratio, in bytes unpacked. */
	private static final int RATIO_FROM = 4 * 1024 * 1024;

	/** What is looked at to recognise a file. */
	private static final int HEAD = 16 * 1024;

	private static final int MAX_SHOWN = 100;

	private static final Map<String, Charset> CHARSETS = Map.of("utf-8", StandardCharsets.UTF_8, "us-ascii",
			StandardCharsets.UTF_8, "iso-8859-15", Charset.forName("ISO-8859-15"),
			// As browsers do: exporters declare the one and write the other.
			"iso-8859-1", Charset.forName("windows-1252"), "windows-1252", Charset.forName("windows-1252"));

	private static final Pattern DECLARED = Pattern
		.compile("^<\\?xml[^>]{0,200}?encoding\\s{0,9}=\\s{0,9}[\"']([A-Za-z0-9._-]{1,40})[\"']");

	private static final String KNOWN = "known are pupils and guardians of SIECLE, STS-Web's sts_emp file, pupils and "
			+ "guardians of ONDE, RapprochementSSO and a list with the columns identifiant, nom, prenom, espaces";

	private final Uai uai;

	private final Findings findings = new Findings();

	private final Fields fields;

	private long total;

	private int files;

	/**
	 * Reads for an establishment.
	 * @param uai of which every file must be that says of which it is
	 * @param today no birth date is later
	 */
	public SchoolFileReader(Uai uai, LocalDate today) {
		this.uai = uai;
		this.fields = new Fields(this.findings, today);
	}

	/**
	 * Reads one file, or the files of one archive.
	 * @param name for messages alone
	 * @param in its bytes; left open
	 * @throws UnusableFileException if it is refused whole
	 * @throws IOException if the bytes did not come
	 */
	public void read(String name, InputStream in) throws IOException {
		String shown = shown(name);
		BoundedStream counted = new BoundedStream(in, MAX_FILE);
		BufferedInputStream peeked = new BufferedInputStream(counted, HEAD);
		byte[] head = head(peeked);
		try {
			if (isZip(head)) {
				archive(shown, peeked, counted);
			}
			else {
				one(shown, head, peeked);
			}
		}
		catch (TooLargeException ex) {
			throw tooLarge(shown);
		}
	}

	/** What all files say together. */
	public SchoolFiles result() {
		return this.findings.result();
	}

	private static UnusableFileException tooLarge(String file) {
		return new UnusableFileException(file, "is larger than " + MAX_FILE + " bytes unpacked, brings the import to "
				+ "more than " + MAX_TOTAL + ", or has a name or value without end");
	}

	private static byte[] head(BufferedInputStream in) throws IOException {
		in.mark(HEAD);
		byte[] head = in.readNBytes(HEAD);
		in.reset();
		return head;
	}

	private static boolean isZip(byte[] head) {
		return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] < 9 && head[3] < 9;
	}

	private void archive(String name, InputStream in, BoundedStream packed) throws IOException {
		// Not closed: the stream below is the caller's.
		ZipInputStream zip = new ZipInputStream(in, Charset.forName("IBM850"));
		boolean any = false;
		try {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				if (!entry.isDirectory() && !isOfTheSystem(entry.getName())) {
					any = true;
					entry(name + "/" + shown(entry.getName()), zip, packed);
				}
				else {
					new Unpacked(zip, packed, name).transferTo(OutputStream.nullOutputStream());
				}
			}
		}
		// One that was cut short ends in the middle of a file.
		catch (ZipException | EOFException ex) {
			throw new UnusableFileException(name, "is a ZIP that cannot be read, or is protected by a password");
		}
		if (!any) {
			throw new UnusableFileException(name, "is an empty ZIP");
		}
	}

	private void entry(String name, ZipInputStream zip, BoundedStream packed) throws IOException {
		BufferedInputStream peeked = new BufferedInputStream(new Unpacked(zip, packed, name), HEAD);
		byte[] head = head(peeked);
		if (isZip(head)) {
			throw new UnusableFileException(name, "is a ZIP inside a ZIP");
		}
		one(name, head, peeked);
		// The rest of a file that was left early counts too.
		peeked.transferTo(OutputStream.nullOutputStream());
	}

	/** Macs put files of their own beside each. */
	private static boolean isOfTheSystem(String name) {
		return name.startsWith("__MACOSX/") || name.endsWith(".DS_Store");
	}

	private void one(String name, byte[] head, InputStream in) throws IOException {
		this.files++;
		if (this.files > MAX_FILES) {
			throw new UnusableFileException(name, "is one of more than " + MAX_FILES + " files");
		}
		BoundedStream bounded = new BoundedStream(in, Math.min(MAX_FILE, MAX_TOTAL - this.total));
		try {
			if (isXml(head)) {
				xml(name, head, bounded);
			}
			else {
				list(name, bounded);
			}
		}
		finally {
			this.total += bounded.count();
		}
	}

	private static boolean isXml(byte[] head) {
		return start(head).startsWith("<");
	}

	/** The beginning as one character for each byte, without marks and blanks. */
	private static String start(byte[] head) {
		String text = new String(head, StandardCharsets.ISO_8859_1);
		return (text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text).stripLeading();
	}

	private void xml(String name, byte[] head, BoundedStream in) throws IOException {
		String start = start(head);
		// The platform's parser must not see it: it prints to the console at a cut DTD.
		if (start.contains("<!DOCTYPE")) {
			throw new UnusableFileException(name, "has a DOCTYPE, which no export has");
		}
		Matcher declared = DECLARED.matcher(start);
		String encoding = declared.find() ? declared.group(1).toLowerCase(Locale.ROOT) : "utf-8";
		Charset charset = CHARSETS.get(encoding);
		if (charset == null) {
			throw new UnusableFileException(name,
					"is declared as " + encoding + "; read are UTF-8, ISO-8859-1, ISO-8859-15 and Windows-1252");
		}
		skipBlanks(head, in);
		FileKind kind = new XmlRecords(name, this.findings).read(in, charset, (root) -> file(name, root));
		this.findings.file(name, kind);
	}

	/**
	 * The parser takes neither a byte order mark nor blank lines before the declaration.
	 */
	private static void skipBlanks(byte[] head, InputStream in) throws IOException {
		int at = 0;
		while (head[at] != '<') {
			at++;
		}
		in.skipNBytes(at);
	}

	private XmlFile file(String name, String root) {
		ExportHeader header = new ExportHeader(name, this.uai, this.findings);
		return switch (root) {
			case "BEE_ELEVES" -> new SieclePupils(name, header, this.fields, this.findings);
			case "BEE_RESPONSABLES" -> new SiecleGuardians(name, header, this.fields, this.findings);
			case "STS_EDT" -> new StsStaff(name, header, this.fields, this.findings);
			case "PARTENAIRE_INDEX" -> new RapprochementFile(name, this.uai, this.fields, this.findings);
			case "EDT_STS" -> throw ExportHeader.timetable(name);
			default -> throw unknown(name, "XML with the root element " + shown(root));
		};
	}

	private static UnusableFileException unknown(String name, String what) {
		return new UnusableFileException(name, "is " + what + ", of no known kind; " + KNOWN);
	}

	private void list(String name, BoundedStream in) throws IOException {
		byte[] content = in.readNBytes(MAX_LIST + 1);
		if (content.length > MAX_LIST) {
			throw new UnusableFileException(name, "is larger than " + MAX_LIST + " bytes, and no XML");
		}
		String text = CsvText.decode(content).orElse("");
		if (text.isBlank()) {
			throw unknown(name, "empty, or neither XML nor text in UTF-8 or Windows-1252");
		}
		List<String> titles = titles(text);
		Optional<FileKind> onde = OndeCsv.kind(titles);
		if (onde.isPresent()) {
			this.findings.file(name, onde.get());
			onde(name, content, text, onde.get());
		}
		else if (titles.stream().anyMatch((title) -> FoldedText.of(title).equals("identifiant"))) {
			this.findings.file(name, FileKind.CSV);
			this.findings.list(name, content);
		}
		else {
			throw unknown(name, "text whose first row is no header row");
		}
	}

	private void onde(String name, byte[] content, String text, FileKind kind) {
		long open = CsvText.lineOfOpenQuote(text);
		if (open > 0) {
			this.findings.fault(name, open, "", "a quote is opened here and never closed");
			return;
		}
		new OndeCsv(name, CsvText.isUtf8(content), this.fields, this.findings).read(text, kind);
	}

	/** Titles have neither separators nor line breaks in them. */
	private static List<String> titles(String text) {
		String row = text.stripLeading().lines().findFirst().orElse("");
		return Arrays.stream(row.split(String.valueOf(CsvText.separator(text)), -1))
			.limit(MAX_SHOWN * 10L)
			.map((title) -> title.replace("\"", "").strip())
			.toList();
	}

	/** The last part of a path, in characters that a page can show. */
	private static String shown(String name) {
		String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
		String clean = FieldText.oneLine(last.replaceAll("[\\p{C}]", ""));
		return clean.substring(0, Math.min(clean.length(), MAX_SHOWN));
	}

	/**
	 * One entry of an archive, whose size must be in proportion to what was read for it.
	 */
	private static final class Unpacked extends InputStream {

		private final ZipInputStream zip;

		private final BoundedStream packed;

		private final long before;

		private final String name;

		private long count;

		Unpacked(ZipInputStream zip, BoundedStream packed, String name) {
			this.zip = zip;
			this.packed = packed;
			this.before = packed.count();
			this.name = name;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int some = this.zip.read(bytes, offset, length);
			this.count += Math.max(some, 0);
			long read = Math.max(1, this.packed.count() - this.before) + HEAD;
			if (this.count > MAX_FILE || (this.count > RATIO_FROM && this.count / MAX_RATIO > read)) {
				throw new UnusableFileException(this.name, "unpacks to much more than any export does");
			}
			return some;
		}

	}

}
