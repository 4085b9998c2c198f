package fr.passerelle.gateway.schoolfile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.establishment.BirthDate;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.schoolfile.FilePerson.Names;
import fr.passerelle.gateway.schoolfile.FilePerson.Place;

/**
 * {@code BEE_ELEVES}: pupils of SIECLE, with their classes in a block of its own.
 */
final class SieclePupils implements XmlFile {

	/** Pupils between two schools are listed under this name. */
	private static final String NO_CLASS = "Inactifs";

	private final String file;

	private final ExportHeader header;

	private final Fields fields;

	private final Findings findings;

	private final List<Pupil> pupils = new ArrayList<>();

	private final Map<String, String> classes = new HashMap<>();

	SieclePupils(String file, ExportHeader header, Fields fields, Findings findings) {
		this.file = file;
		this.header = header;
		this.fields = fields;
		this.findings = findings;
	}

	@Override
	public FileKind kind() {
		return FileKind.SIECLE_PUPILS;
	}

	@Override
	public Set<String> records() {
		return Set.of(ExportHeader.ELEMENT, "ELEVE", "STRUCTURES_ELEVE");
	}

	@Override
	public void accept(XmlRecord next) {
		switch (next.name()) {
			case "ELEVE" -> pupil(next);
			case "STRUCTURES_ELEVE" -> structures(next);
			default -> this.header.accept(next);
		}
	}

	private void structures(XmlRecord next) {
		String id = next.attribute("ELEVE_ID");
		next.all("STRUCTURE")
			.filter((structure) -> structure.of("TYPE_STRUCTURE").equals("D"))
			.map((structure) -> structure.of("CODE_STRUCTURE"))
			.filter((name) -> !name.isEmpty() && !name.equalsIgnoreCase(NO_CLASS))
			.findFirst()
			.ifPresent((name) -> this.classes.put(id, name));
	}

	private void pupil(XmlRecord next) {
		Place place = new Place(this.file, next.line());
		String id = this.fields.key(place, "ELEVE_ID", next.attribute("ELEVE_ID")).orElse(null);
		if (id == null) {
			return;
		}
		String family = next.of("NOM_DE_FAMILLE").isEmpty() ? next.of("NOM") : next.of("NOM_DE_FAMILLE");
		Optional<Names> names = this.fields.names(place, family, next.of("NOM_USAGE"), next.of("PRENOM"));
		String sourceId = kind().sourceId(id);
		if (names.isEmpty()) {
			this.findings.leave(new LeftOut(sourceId, family + next.of("PRENOM"), LeftOut.Reason.NO_NAME, place));
			return;
		}
		String ine = next.of("ID_NATIONAL").isEmpty() ? next.of("INE_RNIE") : next.of("ID_NATIONAL");
		this.pupils.add(new Pupil(id,
				new FilePerson(kind(), sourceId, names.get(),
						this.fields.date(place, "DATE_NAISS", next.of("DATE_NAISS")), null, Set.of(EspaceKey.ELEVE), "",
						Fields.email(next.of("MEL")), Fields.ine(ine), place),
				next.of("DATE_SORTIE")));
	}

	@Override
	public void end() {
		this.header.end();
		LocalDate exported = BirthDate.parse(this.header.exported()).orElse(LocalDate.MAX);
		for (Pupil pupil : this.pupils) {
			FilePerson read = pupil.person();
			if (hasLeft(pupil.left(), exported)) {
				this.findings.leave(new LeftOut(read.sourceId(), read.names().given() + " " + read.names().family(),
						LeftOut.Reason.LEFT_SCHOOL, read.place()));
			}
			else {
				this.findings.person(new FilePerson(read.kind(), read.sourceId(), read.names(), read.birthDate(),
						Fields.className(this.classes.getOrDefault(pupil.id(), "")), read.espaces(), "", read.email(),
						read.ine(), read.place()));
			}
		}
	}

	/** Exports of early summer tell the last day of a year that is not over. */
	private static boolean hasLeft(String left, LocalDate exported) {
		return !left.isEmpty() && !BirthDate.parse(left).orElse(LocalDate.MIN).isAfter(exported);
	}

	private record Pupil(String id, FilePerson person, String left) {
	}

}
