package fr.passerelle.gateway.people;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.writer.CsvWriter;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * Writes an establishment's people as the list that an import takes: the same columns in
 * the same order, the passwords' one empty. Imported again as it is, it changes nothing.
 */
public final class PeopleExport {

	/** Without it spreadsheets take UTF-8 for Windows-1252. */
	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final People people;

	/** Of these people. */
	public PeopleExport(People people) {
		this.people = people;
	}

	/**
	 * Writes the list, a part at a time.
	 * @param out left open
	 * @param written counts the people as they go out
	 */
	public void csv(Uai uai, OutputStream out, AtomicLong written) throws IOException {
		Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
		text.write(BYTE_ORDER_MARK);
		CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(text);
		csv.writeRecord(PeopleColumn.headers());
		this.people.forEach(uai, (person) -> {
			csv.writeRecord(row(person));
			written.incrementAndGet();
		});
		csv.flush();
		text.flush();
	}

	private static List<String> row(Person person) {
		return Arrays.stream(PeopleColumn.values()).map((column) -> FormulaGuard.add(cell(person, column))).toList();
	}

	private static String cell(Person person, PeopleColumn column) {
		return switch (column) {
			case IDENTIFIANT -> person.identifiant();
			case NOM -> person.familyName();
			case PRENOM -> person.givenName();
			case DATE_NAISSANCE -> date(person.birthDate());
			case ESPACES -> person.espaces().stream().map(EspaceKey::key).collect(Collectors.joining("|"));
			case MOT_DE_PASSE -> "";
			case IDENTIFIANT_ENT -> orEmpty(person.entId());
			case EMAIL -> orEmpty(person.email());
		};
	}

	private static String date(@Nullable LocalDate date) {
		return (date != null) ? BirthDate.write(date) : "";
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
