package fr.passerelle.entcatalog;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The ENTs that a delegation can be set up for. Immutable; safe for any number of
 * threads.
 */
public interface EntCatalog {

	/**
	 * The catalogue that this jar carries; read once, when it is first asked for an
	 * entry.
	 * @return the bundled catalogue
	 */
	static EntCatalog bundled() {
		return BundledCatalog.INSTANCE;
	}

	/**
	 * Reads a newer catalogue, which replaces the whole bundled one.
	 * @param fileOrFolder one YAML file that holds a whole catalogue, or a folder laid
	 * out as the bundled one
	 * @return the catalogue
	 * @throws InvalidCatalogException if it has faults, with all of them
	 */
	static EntCatalog read(Path fileOrFolder) {
		return CatalogReader.read(fileOrFolder);
	}

	/**
	 * The version of the data.
	 * @return a year and a number, such as {@code 2026.1}
	 */
	String revision();

	/**
	 * The day to which the data was gathered.
	 * @return the day
	 */
	LocalDate date();

	/**
	 * Every entry, those out of use included.
	 * @return the entries, by name
	 */
	List<Ent> all();

	/**
	 * The entry of an id.
	 * @param id an id or an alias, spelled exactly
	 * @return the entry, if there is one
	 */
	Optional<Ent> find(String id);

	/**
	 * Looks for entries by name, id, territory and platform, ignoring case, accents and
	 * punctuation: the whole name first, then the beginning of the name, words of the
	 * name, territory, platform, words spread over these, initials ({@code mbn}), and
	 * last a town or a county that the territory covers. Among equals, entries in use
	 * come first.
	 * @param text what to look for; blank: every entry, by name
	 * @param limit the most entries to return, at least 0
	 * @return the entries, best first
	 */
	List<Ent> search(String text, int limit);

	/**
	 * Looks for entries whose name, id or territory is one wrong letter away from the
	 * text, for a reader whose search found nothing.
	 * @param text what was searched for
	 * @param limit the most entries to return, at least 0
	 * @return the entries, those in use first
	 */
	List<Ent> near(String text, int limit);

}
