package fr.passerelle.gateway.schoolfile;

/**
 * What a file of people is, recognised by its content.
 */
public enum FileKind {

	/** The list with the gateway's own columns. */
	CSV(""),
	/** {@code ElevesSansAdresses.xml} and its like. */
	SIECLE_PUPILS("siecle:"),
	/** {@code ResponsablesAvecAdresses.xml}. */
	SIECLE_GUARDIANS("siecle-r:"),
	/** {@code sts_emp_….xml}. */
	STS("sts:"),
	/** A primary school's pupils. */
	ONDE_PUPILS("onde:"),
	/** A primary school's guardians, each with their children's names. */
	ONDE_GUARDIANS("onde-r:"),
	/** How an ENT calls people whom the school has already. */
	RAPPROCHEMENT_SSO("");

	private final String prefix;

	FileKind(String prefix) {
		this.prefix = prefix;
	}

	/** Whether people are made from this kind, with a key of its own for each. */
	public boolean hasSourceIds() {
		return !this.prefix.isEmpty();
	}

	/** The source key of one person, e.g. {@code siecle:710001}. */
	public String sourceId(String key) {
		return this.prefix + key;
	}

	/** Whether a source key is of this kind. */
	public boolean isSourceOf(String sourceId) {
		return hasSourceIds() && sourceId.startsWith(this.prefix);
	}

}
