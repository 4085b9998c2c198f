package fr.passerelle.gateway.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import fr.passerelle.gateway.schoolfile.CsvText;
import fr.passerelle.gateway.schoolfile.NameSpelling;
import fr.passerelle.gateway.schoolfile.SchoolFileReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of people (contract, People): whole, or not at all with every fault named.
 * Knows no store and hashes nothing.
 */
final class PeopleCsv {

	/** Largest list, in bytes. */
	static final int MAX_BYTES = SchoolFileReader.MAX_LIST;

	/** Most people in one list. */
	static final int MAX_ROWS = 50_000;

	private static final int MAX_FIELDS = 64;

	/**
	 * Longer than any field may be, so that our own check refuses it and names the
	 * column.
	 */
	private static final int MAX_FIELD_LENGTH = 4096;

	private final Clock clock;

	PeopleCsv(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Reads a list.
	 * @throws InvalidPeopleException with all faults, if there is one
	 */
	List<PersonRow> read(byte[] csv) {
		PeopleFaults faults = new PeopleFaults();
		if (csv.length > MAX_BYTES) {
			faults.add(0, "", "the file is larger than " + MAX_BYTES + " bytes");
		}
		faults.check();
		String text = CsvText.decode(csv).orElse("");
		if (text.isBlank()) {
			faults.add(0, "", "the file is empty, or neither UTF-8 nor Windows-1252 text");
		}
		long open = CsvText.lineOfOpenQuote(text);
		if (open > 0) {
			faults.add(open, "", "a quote is opened here and never closed");
		}
		faults.check();
		List<PersonRow> people = records(text, CsvText.isUtf8(csv), faults);
		faults.check();
		return people;
	}

	private List<PersonRow> records(String text, boolean utf8, PeopleFaults faults) {
		CsvRecordHandler handler = CsvRecordHandler.builder()
			.maxFields(MAX_FIELDS)
			.maxFieldSize(MAX_FIELD_LENGTH)
			.maxRecordSize(MAX_FIELDS * MAX_FIELD_LENGTH)
			.build();
		long line = 1;
		try (CsvReader<CsvRecord> reader = CsvReader.builder()
			.fieldSeparator(CsvText.separator(text))
			.allowExtraFields(true)
			.allowMissingFields(true)
			.skipEmptyLines(true)
			.build(handler, text)) {
			Rows rows = new Rows(utf8, faults);
			Iterator<CsvRecord> records = reader.iterator();
			while (records.hasNext() && !faults.isFull()) {
				CsvRecord next = records.next();
				line = next.getStartingLineNumber() + 1;
				rows.accept(next);
			}
			return rows.people;
		}
		catch (CsvParseException ex) {
			faults.add(line, "",
					"at or behind this line stands a row that is no CSV: text behind a closing quote, more than "
							+ MAX_FIELDS + " fields or a field of more than " + MAX_FIELD_LENGTH + " characters");
			return List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("reading from memory", ex);
		}
	}

	/** The rows of one list, as they come. */
	private final class Rows {

		private final boolean utf8;

		private final PeopleFaults faults;

		private final List<PersonRow> people = new ArrayList<>();

		private final Map<String, Long> lines = new HashMap<>();

		private Map<PeopleColumn, Integer> places = Map.of();

		private int width;

		private @Nullable PeopleRowReader reader;

		Rows(boolean utf8, PeopleFaults faults) {
			this.utf8 = utf8;
			this.faults = faults;
		}

		void accept(CsvRecord next) {
			PeopleRowReader current = this.reader;
			if (current == null) {
				this.width = next.getFieldCount();
				this.places = header(next);
				this.reader = new PeopleRowReader(this.places, PeopleCsv.this.clock, this.faults);
				this.faults.check();
			}
			else if (next.getFields().stream().anyMatch((field) -> !field.isBlank())) {
				row(current, next);
			}
		}

		private Map<PeopleColumn, Integer> header(CsvRecord titles) {
			Map<PeopleColumn, Integer> places = new EnumMap<>(PeopleColumn.class);
			long line = titles.getStartingLineNumber();
			for (int i = 0; i < titles.getFieldCount(); i++) {
				int place = i;
				String title = titles.getField(i).strip();
				PeopleColumn.of(title).ifPresentOrElse((column) -> {
					if (places.putIfAbsent(column, place) != null) {
						this.faults.add(line, column, "stands twice in the header row");
					}
				}, () -> this.faults.add(line, title,
						"is not a column; accepted: " + String.join(", ", PeopleColumn.headers())));
			}
			for (PeopleColumn column : PeopleColumn.values()) {
				if (column.isRequired() && !places.containsKey(column)) {
					this.faults.add(line, column, "is missing from the header row");
				}
			}
			return places;
		}

		/** A name that is read in the wrong encoding would be stored as another name. */
		private void spelling(long line, List<String> fields, PeopleColumn column) {
			int place = this.places.getOrDefault(column, Integer.MAX_VALUE);
			if (place < fields.size()) {
				NameSpelling.odd(fields.get(place), this.utf8)
					.ifPresent((odd) -> this.faults.add(line, column, "holds \u201c" + odd
							+ "\u201d, which no name has: the list is in another encoding than UTF-8 or Windows-1252, or was"
							+ " converted twice; save it anew as \u201cCSV UTF-8\u201d"));
			}
		}

		private void row(PeopleRowReader current, CsvRecord next) {
			long line = next.getStartingLineNumber();
			List<String> fields = next.getFields();
			if (fields.stream().skip(this.width).anyMatch((field) -> !field.isBlank())) {
				this.faults.add(line, "", "has " + fields.size() + " fields, the header row " + this.width);
				return;
			}
			spelling(line, fields, PeopleColumn.NOM);
			spelling(line, fields, PeopleColumn.PRENOM);
			current.read(line, fields).ifPresent((row) -> {
				Long first = this.lines.putIfAbsent(row.key(), row.line());
				if (first != null) {
					this.faults.add(line, PeopleColumn.IDENTIFIANT, "stands on line " + first + " too");
				}
				this.people.add(row);
			});
			if (this.people.size() > MAX_ROWS) {
				this.faults.add(line, "", "the list has more than " + MAX_ROWS + " people");
				this.faults.check();
			}
		}

	}

}
