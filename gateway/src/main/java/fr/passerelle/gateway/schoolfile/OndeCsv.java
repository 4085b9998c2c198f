package fr.passerelle.gateway.schoolfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.schoolfile.FilePerson.Names;
import fr.passerelle.gateway.schoolfile.FilePerson.Place;
import org.jspecify.annotations.Nullable;

/**
 * Lists of a primary school (ONDE). They have no keys: a pupil's is made from names and
 * birth date, a guardian's from names and e-mail address. Guardians name their children,
 * under titles that come several times in one header row.
 */
final class OndeCsv {

	private static final int MAX_FIELDS = 256;

	private static final int MAX_FIELD_LENGTH = 4096;

	/** Letters and digits that cannot be taken for each other. */
	private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

	private static final int KEY_LENGTH = 8;

	private final String file;

	private final Fields fields;

	private final Findings findings;

	private final boolean utf8;

	private final Map<String, List<Integer>> places = new HashMap<>();

	private @Nullable FileKind kind;

	OndeCsv(String file, boolean utf8, Fields fields, Findings findings) {
		this.file = file;
		this.utf8 = utf8;
		this.fields = fields;
		this.findings = findings;
	}

	/** Which list has these titles; empty where it is none of ONDE's. */
	static Optional<FileKind> kind(List<String> titles) {
		List<String> folded = titles.stream().map(FoldedText::of).toList();
		if (folded.contains("nom eleve") && folded.contains("prenom eleve")) {
			return Optional.of(FileKind.ONDE_PUPILS);
		}
		boolean guardians = folded.contains("nom responsable") && folded.contains("prenom responsable")
				&& folded.contains("prenom enfant");
		return guardians ? Optional.of(FileKind.ONDE_GUARDIANS) : Optional.empty();
	}

	void read(String text, FileKind wanted) {
		this.kind = wanted;
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
			for (CsvRecord next : reader) {
				line = next.getStartingLineNumber() + 1;
				if (this.places.isEmpty()) {
					header(next);
				}
				else if (next.getFields().stream().anyMatch((field) -> !field.isBlank())) {
					row(next, wanted);
				}
				if (this.findings.isFull()) {
					return;
				}
			}
		}
		catch (CsvParseException ex) {
			this.findings.fault(this.file, line, "", "at or behind this line stands a row that is no CSV");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("reading from memory", ex);
		}
	}

	private void header(CsvRecord titles) {
		for (int i = 0; i < titles.getFieldCount(); i++) {
			this.places.computeIfAbsent(FoldedText.of(titles.getField(i)), (title) -> new ArrayList<>()).add(i);
		}
	}

	private void row(CsvRecord row, FileKind wanted) {
		Place place = new Place(this.file, row.getStartingLineNumber());
		boolean pupil = wanted == FileKind.ONDE_PUPILS;
		String family = pupil ? field(row, "nom eleve") : field(row, "nom responsable");
		String usage = pupil ? field(row, "nom d usage", "nom d usage eleve") : field(row, "nom d usage responsable");
		String given = pupil ? field(row, "prenom eleve") : field(row, "prenom responsable");
		spelling(place, family, usage, given);
		Optional<Names> names = this.fields.names(place, family, usage, given);
		if (names.isEmpty()) {
			this.findings.leave(new LeftOut("", (given + " " + family).strip(), LeftOut.Reason.NO_NAME, place));
		}
		else if (pupil) {
			pupil(row, place, names.get());
		}
		else {
			guardian(row, place, names.get());
		}
	}

	private void spelling(Place place, String... names) {
		for (String name : names) {
			NameSpelling.odd(name, this.utf8)
				.ifPresent((odd) -> this.findings.fault(place, "", "holds \u201c" + odd
						+ "\u201d, which no name has: the list was saved in another encoding; export it again"));
		}
	}

	private void pupil(CsvRecord row, Place place, Names names) {
		LocalDate birthDate = this.fields.date(place, "Date naissance",
				field(row, "date naissance", "date de naissance"));
		FileKind of = Objects.requireNonNull(this.kind);
		String key = key(names.family(), names.given(), (birthDate != null) ? birthDate.toString() : "");
		this.findings.person(new FilePerson(of, of.sourceId(key), names, birthDate,
				Fields.className(field(row, "classe", "libelle classe")), Set.of(EspaceKey.ELEVE), "", null,
				Fields.ine(field(row, "ine")), place));
	}

	private void guardian(CsvRecord row, Place place, Names names) {
		FileKind of = Objects.requireNonNull(this.kind);
		String email = Fields.email(field(row, "courriel"));
		String sourceId = of.sourceId(key(names.family(), names.given(), (email != null) ? email : ""));
		this.findings
			.person(new FilePerson(of, sourceId, names, null, null, Set.of(EspaceKey.PARENT), "", email, null, place));
		List<Integer> families = new ArrayList<>(this.places.getOrDefault("nom de famille enfant", List.of()));
		families.addAll(this.places.getOrDefault("nom enfant", List.of()));
		List<Integer> givens = this.places.getOrDefault("prenom enfant", List.of());
		for (int i = 0; i < Math.min(families.size(), givens.size()); i++) {
			String family = at(row, families.get(i));
			String given = at(row, givens.get(i));
			if (!family.isEmpty() && !given.isEmpty()) {
				this.findings.family(new FamilyLink(sourceId, "", family, given, null));
			}
		}
	}

	private String field(CsvRecord row, String... titles) {
		for (String title : titles) {
			List<Integer> found = this.places.getOrDefault(title, List.of());
			if (!found.isEmpty()) {
				return at(row, found.get(0));
			}
		}
		return "";
	}

	private static String at(CsvRecord row, int place) {
		return (place < row.getFieldCount()) ? FieldText.oneLine(row.getField(place)) : "";
	}

	/** The same for two spellings of one name. */
	private static String key(String family, String given, String third) {
		String whole = FoldedText.of(family) + "|" + FoldedText.of(given) + "|" + third;
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
			StringBuilder key = new StringBuilder();
			for (int i = 0; i < KEY_LENGTH; i++) {
				key.append(ALPHABET.charAt(Math.floorMod(hash[i], ALPHABET.length())));
			}
			return key.toString();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
