package fr.passerelle.gateway.people;

import java.util.Map;

/**
 * What the author of an import decides.
 *
 * @param close whether people who are gone are closed
 * @param keepIne whether pupils' national numbers are kept: only where recognition asks
 * for them
 * @param answers to questions, by their ids
 */
public record ImportChoices(boolean close, boolean keepIne, Map<String, String> answers) {

	/** Closes and keeps nothing more. */
	public static final ImportChoices NONE = new ImportChoices(false, false, Map.of());

	public ImportChoices {
		answers = Map.copyOf(answers);
	}

}
