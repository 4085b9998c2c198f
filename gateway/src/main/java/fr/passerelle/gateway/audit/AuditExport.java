package fr.passerelle.gateway.audit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a part of the trail as a file, entry by entry. Where there are more than the
 * bound, the last line says so and where to go on.
 */
public final class AuditExport {

	/** Most entries of one file; a sheet of Excel ends at about a million rows. */
	public static final int MAX_ENTRIES = 100_000;

	private static final List<String> COLUMNS = List.of("at", "type", "reference", "establishment", "espace",
			"delegation", "person", "address", "code", "detail", "changes");

	/** What a spreadsheet would run. The last four are the same in full width. */
	private static final String FORMULA = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final AuditTrail trail;

	private final int max;

	/** Exports from a trail. */
	public AuditExport(AuditTrail trail) {
		this(trail, MAX_ENTRIES);
	}

	AuditExport(AuditTrail trail, int max) {
		this.trail = trail;
		this.max = max;
	}

	/**
	 * Writes entries, newest first; blocks as long as the reader of the stream does, and
	 * holds no database connection meanwhile. The export is noted in the journal.
	 * @param query which
	 * @param format how
	 * @param out where to; not closed
	 * @param actor who takes it
	 * @throws IOException if the reader has hung up
	 */
	public void write(AuditQuery query, Format format, OutputStream out, Actor actor) throws IOException {
		AtomicLong count = new AtomicLong();
		try (Writer writer = new OutputStreamWriter(new Unclosed(out), StandardCharsets.UTF_8)) {
			if (format == Format.CSV) {
				csv(query, writer, count);
			}
			else {
				jsonLines(query, writer, count);
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		finally {
			this.trail.exported(query.uai(), actor, count.get() + " entries, " + format.extension());
		}
	}

	private void csv(AuditQuery query, Writer writer, AtomicLong count) throws IOException {
		// Excel takes UTF-8 for what it is only with this mark; and semicolons in France.
		writer.write('\uFEFF');
		CsvWriter csv = CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF).build(writer);
		csv.writeRecord(COLUMNS);
		String next = this.trail.read(query, this.max, (entry) -> {
			csv.writeRecord(values(entry).values().stream().map(AuditExport::harmless).toList());
			count.incrementAndGet();
		});
		if (next != null) {
			csv.writeRecord("more", "cursor=" + next);
		}
		csv.flush();
	}

	private void jsonLines(AuditQuery query, Writer writer, AtomicLong count) throws IOException {
		String next = this.trail.read(query, this.max, (entry) -> {
			line(writer, json(entry));
			count.incrementAndGet();
		});
		if (next != null) {
			line(writer, Map.of("more", true, "cursor", next));
		}
	}

	private static void line(Writer writer, Map<String, ?> value) {
		try {
			writer.write(JSON.writeValueAsString(value));
			writer.write('\n');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, Object> json(AuditEntry entry) {
		Map<String, Object> said = new LinkedHashMap<>();
		values(entry).forEach((name, value) -> {
			if (!value.isEmpty()) {
				said.put(name, value);
			}
		});
		if (!entry.changes().isEmpty()) {
			said.put("changes", entry.changes());
		}
		return said;
	}

	private static Map<String, String> values(AuditEntry entry) {
		List<String> values = new ArrayList<>(List.of(entry.at().toString(), entry.type().name()));
		values.add(text(entry.reference()));
		values.add((entry.uai() != null) ? entry.uai().value() : "");
		values.add(text(entry.espace()));
		values.add(text(entry.delegation()));
		values.add(text(entry.person()));
		values.add(text(entry.address()));
		values.add(text(entry.code()));
		values.add(text(entry.detail()));
		values.add(entry.changes().stream().map(AuditExport::text).collect(Collectors.joining(" | ")));
		Map<String, String> byColumn = new LinkedHashMap<>();
		for (int i = 0; i < COLUMNS.size(); i++) {
			byColumn.put(COLUMNS.get(i), values.get(i));
		}
		return byColumn;
	}

	private static String text(AuditChange change) {
		return change.path() + ": " + text(change.before()) + " -> " + text(change.after());
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	/**
	 * A visitor chooses some of these texts, and an administrator opens them in Excel.
	 */
	private static String harmless(String value) {
		return (!value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0) ? "'" + value : value;
	}

	/** The caller's stream, which stays open. */
	private static final class Unclosed extends FilterOutputStream {

		Unclosed(OutputStream out) {
			super(out);
		}

		@Override
		public void write(byte[] content, int offset, int length) throws IOException {
			this.out.write(content, offset, length);
		}

		@Override
		public void close() throws IOException {
			flush();
		}

	}

	/** How a file is written. */
	public enum Format {

		/** For spreadsheets: UTF-8 with a byte order mark, semicolons. */
		CSV("csv", "text/csv;charset=utf-8"),
		/** For programs: one JSON object on each line. */
		JSON_LINES("jsonl", "application/jsonl");

		private final String extension;

		private final String mediaType;

		Format(String extension, String mediaType) {
			this.extension = extension;
			this.mediaType = mediaType;
		}

		/** As it is asked for, and as the file's name ends. */
		public String extension() {
			return this.extension;
		}

		/** The media type of the file. */
		public String mediaType() {
			return this.mediaType;
		}

		/** The format that is asked for by this name. */
		public static Optional<Format> of(String name) {
			return Arrays.stream(values()).filter((format) -> format.extension.equals(name)).findFirst();
		}

		/** The value of {@code Content-Disposition}, with a name for the file. */
		public String disposition(@Nullable Uai uai) {
			return "attachment; filename=\"" + ((uai != null) ? "journal-" + uai : "journal") + "." + this.extension
					+ "\"";
		}

	}

}
