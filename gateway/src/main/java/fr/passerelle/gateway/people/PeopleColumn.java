package fr.passerelle.gateway.people;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The columns of a list of people, in the order of the documented header row.
 */
enum PeopleColumn {

	IDENTIFIANT("identifiant", true, LoginName.MAX_LENGTH), NOM("nom", true, 100), PRENOM("prenom", true, 100),
	DATE_NAISSANCE("dateNaissance", false, 10), ESPACES("espaces", true, 200),
	MOT_DE_PASSE("motDePasse", false, PasswordHashing.MAX_LENGTH), IDENTIFIANT_ENT("identifiantEnt", false, 256),
	EMAIL("email", false, 254),
	/** The day since which the person is no more of the school; beyond the contract's. */
	FERME("ferme", false, 10);

	private final String header;

	private final boolean required;

	private final int maxLength;

	PeopleColumn(String header, boolean required, int maxLength) {
		this.header = header;
		this.required = required;
		this.maxLength = maxLength;
	}

	String header() {
		return this.header;
	}

	boolean isRequired() {
		return this.required;
	}

	int maxLength() {
		return this.maxLength;
	}

	/** The column of this title; spreadsheets like to change the letter case. */
	static Optional<PeopleColumn> of(String title) {
		String wanted = title.toLowerCase(Locale.ROOT);
		return Arrays.stream(values())
			.filter((column) -> column.header.toLowerCase(Locale.ROOT).equals(wanted))
			.findFirst();
	}

	static List<String> headers() {
		return Arrays.stream(values()).map(PeopleColumn::header).toList();
	}

}
