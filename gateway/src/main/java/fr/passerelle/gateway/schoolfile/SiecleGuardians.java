package fr.passerelle.gateway.schoolfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.schoolfile.FilePerson.Names;
import fr.passerelle.gateway.schoolfile.FilePerson.Place;

/**
 * {@code BEE_RESPONSABLES}: guardians of SIECLE and whose they are. Only legal guardians
 * (rank 1 or 2) become people; whether a child is in the school is known later.
 */
final class SiecleGuardians implements XmlFile {

	/** Most links of guardians and children in one file. */
	static final int MAX_LINKS = 2 * Findings.MAX_PEOPLE;

	private final String file;

	private final ExportHeader header;

	private final Fields fields;

	private final Findings findings;

	private final Map<String, FilePerson> persons = new LinkedHashMap<>();

	private final Map<String, List<FamilyLink>> links = new HashMap<>();

	private final Set<String> contacts = new HashSet<>();

	private int linked;

	SiecleGuardians(String file, ExportHeader header, Fields fields, Findings findings) {
		this.file = file;
		this.header = header;
		this.fields = fields;
		this.findings = findings;
	}

	@Override
	public FileKind kind() {
		return FileKind.SIECLE_GUARDIANS;
	}

	@Override
	public Set<String> records() {
		return Set.of(ExportHeader.ELEMENT, "PERSONNE", "RESPONSABLE_ELEVE");
	}

	@Override
	public void accept(XmlRecord next) {
		switch (next.name()) {
			case "PERSONNE" -> person(next);
			case "RESPONSABLE_ELEVE" -> link(next);
			default -> this.header.accept(next);
		}
	}

	private void person(XmlRecord next) {
		Place place = new Place(this.file, next.line());
		String id = this.fields.key(place, "PERSONNE_ID", next.attribute("PERSONNE_ID")).orElse(null);
		if (id == null) {
			return;
		}
		if (this.persons.size() >= Findings.MAX_PEOPLE) {
			throw new UnusableFileException(this.file, "has more than " + Findings.MAX_PEOPLE + " people");
		}
		String family = next.of("NOM_DE_FAMILLE").isEmpty() ? next.of("NOM") : next.of("NOM_DE_FAMILLE");
		Optional<Names> names = this.fields.names(place, family, next.of("NOM_USAGE"), next.of("PRENOM"));
		String sourceId = kind().sourceId(id);
		if (names.isEmpty()) {
			this.findings.leave(new LeftOut(sourceId, family + next.of("PRENOM"), LeftOut.Reason.NO_NAME, place));
			return;
		}
		FilePerson same = this.persons.putIfAbsent(id, new FilePerson(kind(), sourceId, names.get(), null, null,
				Set.of(EspaceKey.PARENT), "", Fields.email(next.of("MEL")), null, place));
		if (same != null) {
			this.findings.fault(place, "PERSONNE_ID", "stands on line " + same.place().line() + " too");
		}
	}

	private void link(XmlRecord next) {
		this.linked++;
		if (this.linked > MAX_LINKS) {
			throw new UnusableFileException(this.file, "has more than " + MAX_LINKS + " links of guardians and pupils");
		}
		String guardian = next.of("PERSONNE_ID");
		String child = next.of("ELEVE_ID");
		String rank = next.of("RESP_LEGAL");
		if (!rank.equals("1") && !rank.equals("2")) {
			this.contacts.add(guardian);
			return;
		}
		this.links.computeIfAbsent(guardian, (id) -> new ArrayList<>())
			.add(new FamilyLink(kind().sourceId(guardian), FileKind.SIECLE_PUPILS.sourceId(child), "", "",
					Integer.valueOf(rank)));
	}

	@Override
	public void end() {
		this.header.end();
		this.persons.forEach((id, person) -> {
			List<FamilyLink> children = this.links.getOrDefault(id, List.of());
			if (children.isEmpty()) {
				this.findings
					.leave(new LeftOut(person.sourceId(), person.names().given() + " " + person.names().family(),
							this.contacts.contains(id) ? LeftOut.Reason.CONTACT_ONLY : LeftOut.Reason.NO_CURRENT_CHILD,
							person.place()));
			}
			else {
				this.findings.person(person);
				children.forEach(this.findings::family);
			}
		});
	}

}
