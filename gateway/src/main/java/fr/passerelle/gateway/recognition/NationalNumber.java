package fr.passerelle.gateway.recognition;

import java.util.Locale;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;

/**
 * A pupil's national number (INE): recognition compares it only where a delegation's
 * attribute of the person id is called so, and only then is it kept of a file.
 */
public final class NationalNumber {

	private static final String NAME = "ine";

	private NationalNumber() {
	}

	/** Whether a released attribute is the number, e.g. {@code ENTEleveINE}. */
	static boolean isCalled(String attribute) {
		return attribute.toLowerCase(Locale.ROOT).equals(NAME) || attribute.endsWith("INE");
	}

	/** Whether any way into this establishment recognises pupils by it. */
	public static boolean isAskedFor(Establishment establishment) {
		return establishment.espaces()
			.values()
			.stream()
			.flatMap((espace) -> espace.delegations().stream())
			.anyMatch((delegation) -> delegation.recognition().contains(Recognition.PERSON_ID)
					&& delegation.attributes().personId().stream().anyMatch(NationalNumber::isCalled));
	}

}
