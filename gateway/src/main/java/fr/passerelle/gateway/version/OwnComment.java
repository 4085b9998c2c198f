package fr.passerelle.gateway.version;

/**
 * The comments that the program itself writes into histories. The store and the API keep
 * them in French; the console words them in its reader's language.
 */
public enum OwnComment {

	/** The school was closed until now. */
	REOPENED("Réouverture automatique à l’heure prévue", false),

	/** A backup, which is named, replaced everything. */
	RESTORED("Mise en service de la sauvegarde ", true);

	private final String begin;

	private final boolean named;

	OwnComment(String begin, boolean named) {
		this.begin = begin;
		this.named = named;
	}

	/** The comment as it is stored. */
	public String about(String name) {
		return this.begin + name;
	}

	/** Whether a stored comment is this one. */
	public boolean is(String comment) {
		return comment.startsWith(this.begin) && this.named == (comment.length() > this.begin.length());
	}

	/** What a stored comment names; empty if it names nothing. */
	public String name(String comment) {
		return comment.substring(this.begin.length());
	}

}
