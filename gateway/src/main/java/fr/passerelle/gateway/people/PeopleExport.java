package fr.passerelle.gateway.people;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.writer.CsvWriter;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.BirthDate;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.PeopleListMoved.Way;
import org.jspecify.annotations.Nullable;

/**
 * Writes an establishment's people as the list that an import takes: the same columns in
 * the same order, the passwords' one empty. Imported again as it is, it changes nothing.
 */
public final class PeopleExport {

	/** Without it, spreadsheets read UTF-8 as Windows-1252. */
	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final People people;

	private final Consumer<PeopleListMoved> listener;

	private final Clock clock;

	/**
	 * Exports people.
	 * @param people whom
	 * @param listener is told of every export
	 * @param clock for these events
	 */
	PeopleExport(People people, Consumer<PeopleListMoved> listener, Clock clock) {
		this.people = people;
		this.listener = listener;
		this.clock = clock;
	}

	/**
	 * Writes the list, a part at a time.
	 * @param uai the establishment
	 * @param out left open
	 * @param actor who takes the list
	 * @throws IOException if the connection broke
	 */
	public void csv(Uai uai, OutputStream out, Actor actor) throws IOException {
		Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
		text.write(BYTE_ORDER_MARK);
		CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(text);
		csv.writeRecord(PeopleColumn.headers());
		forEach(uai, "csv", actor, (listed) -> csv.writeRecord(row(listed.person())));
		csv.flush();
		text.flush();
	}

	/**
	 * Gives all people to a writer, one after the other. The event counts those who were
	 * written, also if the connection broke half-way.
	 * @param uai the establishment
	 * @param format the form of the list, for the event
	 * @param actor who takes the list
	 * @param writer writes one person
	 */
	public void forEach(Uai uai, String format, Actor actor, Consumer<ListedPerson> writer) {
		AtomicLong sent = new AtomicLong();
		try {
			this.people.forEach(uai, (person) -> {
				writer.accept(person);
				sent.incrementAndGet();
			});
		}
		finally {
			this.listener.accept(new PeopleListMoved(this.clock.instant(), uai, Way.EXPORTED, actor,
					sent + " people, as " + format, Set.of()));
		}
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
			case FERME -> closed(person.school().closedAt());
		};
	}

	private static String date(@Nullable LocalDate date) {
		return (date != null) ? BirthDate.write(date) : "";
	}

	private static String closed(@Nullable Instant since) {
		return (since != null) ? BirthDate.write(ClosingDay.of(since)) : "";
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
