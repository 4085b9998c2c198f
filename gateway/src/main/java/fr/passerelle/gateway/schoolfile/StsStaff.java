package fr.passerelle.gateway.schoolfile;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.schoolfile.FilePerson.Names;
import fr.passerelle.gateway.schoolfile.FilePerson.Place;

/**
 * {@code STS_EDT}: staff of STS-Web. An id is unique only together with its type.
 */
final class StsStaff implements XmlFile {

	/** Functions whose Espace is the same in every school. */
	private static final Map<String, EspaceKey> ESPACES = Map.of("ENS", EspaceKey.PROFESSEUR, "DOC",
			EspaceKey.PROFESSEUR, "DIR", EspaceKey.DIRECTION, "ADF", EspaceKey.DIRECTION, "EDU", EspaceKey.VIESCOLAIRE,
			"AED", EspaceKey.VIESCOLAIRE, "CPE", EspaceKey.VIESCOLAIRE);

	private final String file;

	private final ExportHeader header;

	private final Fields fields;

	private final Findings findings;

	StsStaff(String file, ExportHeader header, Fields fields, Findings findings) {
		this.file = file;
		this.header = header;
		this.fields = fields;
		this.findings = findings;
	}

	@Override
	public FileKind kind() {
		return FileKind.STS;
	}

	@Override
	public Set<String> records() {
		return Set.of(ExportHeader.ELEMENT, "INDIVIDU");
	}

	@Override
	public void accept(XmlRecord next) {
		if (!next.name().equals("INDIVIDU")) {
			this.header.accept(next);
			return;
		}
		Place place = new Place(this.file, next.line());
		String id = this.fields.key(place, "ID", next.attribute("ID")).orElse(null);
		String type = this.fields.key(place, "TYPE", next.attribute("TYPE")).orElse(null);
		if (id == null || type == null) {
			return;
		}
		String sourceId = kind().sourceId(type.toLowerCase(Locale.ROOT) + ":" + id);
		String family = next.of("NOM_PATRONYMIQUE");
		String shown = (next.of("PRENOM") + " " + (family.isEmpty() ? next.of("NOM_USAGE") : family)).strip();
		Optional<Names> names = this.fields.names(place, family, next.of("NOM_USAGE"), next.of("PRENOM"));
		String function = next.of("FONCTION").toUpperCase(Locale.ROOT);
		if (names.isEmpty() || function.isEmpty()) {
			this.findings.leave(new LeftOut(sourceId, shown,
					names.isEmpty() ? LeftOut.Reason.NO_NAME : LeftOut.Reason.ON_LEAVE, place));
			return;
		}
		EspaceKey espace = ESPACES.get(function);
		if (espace == null && this.fields.key(place, "FONCTION", function).isEmpty()) {
			return;
		}
		this.findings.person(new FilePerson(kind(), sourceId, names.get(),
				this.fields.date(place, "DATE_NAISSANCE", next.of("DATE_NAISSANCE")), null,
				(espace != null) ? Set.of(espace) : Set.of(), (espace != null) ? "" : function, null, null, place));
	}

	@Override
	public void end() {
		this.header.end();
	}

}
