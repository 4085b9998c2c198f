package fr.passerelle.gateway.establishment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Espaces of a school, in the order the console's table has them. Pages are relative
 * to the base path.
 */
public enum EspaceKey {

	/** The gateway's own page, which leads to the others. */
	COMMUNE("Page commune", "", "mobile.html"),
	/** The school's public page: no login, no identity. */
	ETABLISSEMENT("Page Établissement"), DIRECTION("Espace Direction"), PROFESSEUR("Espace Professeurs"),
	VIESCOLAIRE("Espace Vie scolaire"), PARENT("Espace Parents"), ACCOMPAGNANT("Espace Accompagnants"),
	ELEVE("Espace Élèves"), ENTREPRISE("Espace Entreprise"), ACADEMIE("Espace Académie");

	private final String label;

	private final String desktopPage;

	private final String mobilePage;

	EspaceKey(String label) {
		this.label = label;
		this.desktopPage = key() + ".html";
		this.mobilePage = "mobile." + key() + ".html";
	}

	EspaceKey(String label, String desktopPage, String mobilePage) {
		this.label = label;
		this.desktopPage = desktopPage;
		this.mobilePage = mobilePage;
	}

	/** The key in documents, addresses and headers, e.g. {@code parent}. */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The name that users know, e.g. {@code Espace Parents}; the same in every language.
	 */
	public String label() {
		return this.label;
	}

	/** The desktop page's file name; empty for Page commune. */
	public String desktopPage() {
		return this.desktopPage;
	}

	/** The mobile page's file name. */
	public String mobilePage() {
		return this.mobilePage;
	}

	/** The Espace of this exact key. */
	public static Optional<EspaceKey> of(String key) {
		return Arrays.stream(values()).filter((espace) -> espace.key().equals(key)).findFirst();
	}

	/** All keys, for messages that name the accepted values. */
	public static List<String> keys() {
		return Arrays.stream(values()).map(EspaceKey::key).toList();
	}

}
