package fr.passerelle.gateway.schoolfile;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.schoolfile.FilePerson.Names;
import fr.passerelle.gateway.schoolfile.FilePerson.Place;

/**
 * {@code RapprochementSSO} (version 2.0): how an ENT calls a school's people. It brings
 * no people of its own.
 */
final class RapprochementFile implements XmlFile {

	private static final int MAX_ID = 256;

	/** Staff other than teachers: the file does not tell which Espace is theirs. */
	private static final Set<EspaceKey> STAFF = Set.of(EspaceKey.DIRECTION, EspaceKey.VIESCOLAIRE, EspaceKey.PROFESSEUR,
			EspaceKey.ACCOMPAGNANT, EspaceKey.ACADEMIE);

	private final String file;

	private final Uai uai;

	private final Fields fields;

	private final Findings findings;

	private final Set<String> uais = new HashSet<>();

	RapprochementFile(String file, Uai uai, Fields fields, Findings findings) {
		this.file = file;
		this.uai = uai;
		this.fields = fields;
		this.findings = findings;
	}

	@Override
	public FileKind kind() {
		return FileKind.RAPPROCHEMENT_SSO;
	}

	@Override
	public Set<String> records() {
		return Set.of("Etablissements", "Personnel", "Professeur", "Responsable", "Eleve");
	}

	@Override
	public void accept(XmlRecord next) {
		switch (next.name()) {
			case "Etablissements" -> next.all("Etablissement")
				.forEach((one) -> this.uais.add(one.attribute("Numero").toUpperCase(Locale.ROOT)));
			case "Personnel" -> person(next, STAFF);
			case "Professeur" -> person(next, Set.of(EspaceKey.PROFESSEUR));
			case "Responsable" -> person(next, Set.of(EspaceKey.PARENT));
			default -> person(next, Set.of(EspaceKey.ELEVE));
		}
	}

	private void person(XmlRecord next, Set<EspaceKey> espaces) {
		Place place = new Place(this.file, next.line());
		String shown = (next.attribute("Prenom") + " " + next.attribute("Nom")).strip();
		Optional<Names> names = this.fields.names(place, next.attribute("Nom"), "", next.attribute("Prenom"));
		if (names.isEmpty()) {
			this.findings.leave(new LeftOut("", shown, LeftOut.Reason.NO_NAME, place));
			return;
		}
		String entId = next.attribute("ID_Partenaire");
		if (entId.isEmpty() || entId.length() > MAX_ID || FieldText.hasInvisible(entId)) {
			this.findings.fault(place, "ID_Partenaire", "is missing, or has more than " + MAX_ID + " characters");
			return;
		}
		this.findings.entName(new EntName(entId, next.attribute("Ident"), names.get(),
				this.fields.date(place, "DateNaissance", next.attribute("DateNaissance")),
				Fields.ine(next.attribute("NumeroNational")), espaces,
				next.all("Responsable").map((guardian) -> guardian.attribute("Ident")).toList(), place));
	}

	@Override
	public void end() {
		if (!this.uais.contains(this.uai.value())) {
			String found = this.uais.stream().filter(Uai::isUai).sorted().findFirst().orElse("");
			ExportHeader.refuseOther(this.file, this.uai, found);
		}
	}

}
