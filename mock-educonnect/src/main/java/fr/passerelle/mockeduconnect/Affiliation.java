package fr.passerelle.mockeduconnect;

/** The kinds of account, as {@code FrEduCtPersonAffiliation} names them. */
public enum Affiliation {

	/** A pupil of a primary school. */
	ELEVE_1D("eleve1d"),

	/** A pupil of a collège or lycée. */
	ELEVE_2D("eleve2d"),

	/** A person responsible for a pupil of a primary school. */
	RESP_1D("resp1d"),

	/** A person responsible for a pupil of a collège or lycée. */
	RESP_2D("resp2d");

	private final String value;

	Affiliation(String value) {
		this.value = value;
	}

	/** The attribute's value. */
	public String value() {
		return this.value;
	}

	boolean isPupil() {
		return this == ELEVE_1D || this == ELEVE_2D;
	}

}
