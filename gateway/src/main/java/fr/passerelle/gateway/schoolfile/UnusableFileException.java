package fr.passerelle.gateway.schoolfile;

/**
 * A file is refused whole: it is of another establishment, of no known kind, or made to
 * harm.
 */
public final class UnusableFileException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String file;

	/**
	 * For a file.
	 * @param file its name
	 * @param message what it is, and which file is wanted
	 */
	public UnusableFileException(String file, String message) {
		super(message);
		this.file = file;
	}

	/** The file's name. */
	public String file() {
		return this.file;
	}

}
