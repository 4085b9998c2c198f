package fr.passerelle.gateway.settings;

import java.nio.file.Path;

/**
 * The program does not start, for a reason that its administrator can correct. The
 * message is all that is shown: one line that names the setting.
 */
public class StartRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Refuses to start.
	 * @param line what to show; several lines only for several faults
	 */
	public StartRefusedException(String line) {
		super(line);
	}

	/**
	 * Refuses a file of the data directory.
	 * @param file which one
	 * @param fault what is wrong with it, continuing its name
	 * @return the refusal
	 */
	public static StartRefusedException file(Path file, String fault) {
		return new StartRefusedException("passerelle.data-dir: " + file + " " + fault);
	}

	/**
	 * Refuses a setting.
	 * @param key its full name
	 * @param rule what it must be, continuing the key
	 */
	static StartRefusedException setting(String key, String rule) {
		return new StartRefusedException(key + ": " + rule);
	}

}
