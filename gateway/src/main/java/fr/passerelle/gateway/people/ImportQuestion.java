package fr.passerelle.gateway.people;

import java.util.List;

/**
 * What only a human knows about an import. The person or the people that it is about stay
 * as they are until an answer comes.
 *
 * @param id by which it is answered; the same in every import
 * @param kind what is asked
 * @param subject the person's name, or the code of a function
 * @param choices the answers, identifiants and words
 * @param file where it came up
 * @param line in that file, counted from 1
 */
public record ImportQuestion(String id, Kind kind, String subject, List<String> choices, String file, long line) {

	/** The answer that makes a new person. */
	public static final String NEW = "new";

	/** The answer that nothing is done. */
	public static final String NOBODY = "none";

	/** The answer that a name is right as it is. */
	public static final String AS_IS = "as-is";

	/** The answer that a name is what it probably was. */
	public static final String REPAIRED = "repaired";

	public ImportQuestion {
		choices = List.copyOf(choices);
	}

	@Override
	public String toString() {
		return "ImportQuestion[" + this.kind + "]";
	}

	/** What is asked. */
	public enum Kind {

		/** Which Espaces people of a function enter: keys joined by {@code |}. */
		FUNCTION,
		/** Whether a name that looks spoilt by an encoding is right. */
		SPELLING,
		/** Whether a person of a file is one whom the school has. */
		PERSON,
		/** Which of several pupils of one name is a guardian's child. */
		CHILD

	}

}
