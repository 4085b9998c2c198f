package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The form of a store in one SQLite file: what its head says of pages, encoding and
 * journal, and the statement that made each table and index. A store from elsewhere has
 * exactly the form that this program gives its own, or is refused: a view, a trigger, a
 * virtual table or an index on an expression would run code of its author.
 *
 * @param head the fields of the file's head that are the same for every store of ours
 * @param objects the schema, one text for each object
 */
record StoreForm(String head, TreeSet<String> objects) {

	/** All that is read of a schema; ours has some tens of objects. */
	private static final int MAX_OBJECTS = 500;

	private static final String HISTORY = "table flyway_schema_history ";

	/** SQLite keeps a statement as it was written. */
	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final int HEAD = 100;

	/** Magic, page size, journal's version, reserved bytes, payload fractions. */
	private static final int FIXED = 24;

	/** Where schema format, autovacuum, encoding, user version and application id are. */
	private static final int[] NUMBERS = { 44, 52, 56, 60, 64, 68 };

	static StoreForm of(Path file, List<SchemaRow> schema) throws IOException {
		TreeSet<String> objects = new TreeSet<>();
		schema.forEach((row) -> objects.add(row.text()));
		return new StoreForm(head(file), objects);
	}

	private static String head(Path file) throws IOException {
		byte[] head;
		try (InputStream in = Files.newInputStream(file)) {
			head = in.readNBytes(HEAD);
		}
		if (head.length < HEAD) {
			return "";
		}
		List<String> parts = new ArrayList<>(List.of(HexFormat.of().formatHex(head, 0, FIXED)));
		for (int at : NUMBERS) {
			parts.add(HexFormat.of().formatHex(head, at, at + Integer.BYTES));
		}
		return String.join(" ", parts);
	}

	/** The head of a store, before SQLite opens it. */
	boolean hasHeadOf(Path file) throws IOException {
		return this.head.equals(head(file));
	}

	/**
	 * Whether this could be a store of this program or a newer one: tables and indexes
	 * alone, and a history of migrations as ours is.
	 */
	boolean isPlainBeside(StoreForm ours) {
		Optional<String> history = ours.objects.stream().filter((text) -> text.startsWith(HISTORY)).findFirst();
		return this.objects.size() <= MAX_OBJECTS && history.filter(this.objects::contains).isPresent()
				&& this.objects.stream()
					.allMatch((text) -> (text.startsWith("table ") || text.startsWith("index "))
							&& !text.contains(" CREATE VIRTUAL "));
	}

	/** One row of {@code sqlite_schema}. */
	record SchemaRow(String type, String name, String table, String sql) {

		private String text() {
			return this.type + " " + this.name + " " + this.table + " " + BLANKS.matcher(this.sql).replaceAll(" ");
		}

	}

}
