package fr.passerelle.gateway.people;

import java.util.List;

import fr.passerelle.gateway.establishment.FoldedText;

/**
 * What the search for people looks at.
 */
final class SearchText {

	private SearchText() {
	}

	static String of(Person person) {
		String usage = person.school().usageName();
		return FoldedText.of(person.familyName() + " " + person.givenName() + " " + person.identifiant()
				+ ((usage != null) ? " " + usage : ""));
	}

	/** The words of a question; each must occur somewhere. */
	static List<String> words(String question) {
		return FoldedText.words(question);
	}

}
