package fr.passerelle.gateway.document;

import java.util.List;

/**
 * One thing that is wrong in a document.
 *
 * @param path where, e.g. {@code espaces.parent.delegations[1]}; empty for the document
 * as a whole
 * @param message what is wrong and what is accepted, in English
 * @param code the same for programs, and for sentences in other languages
 * @param arguments what the sentence names, in its order
 */
public record DocumentFault(String path, String message, FaultCode code, List<String> arguments) {

	public DocumentFault {
		arguments = List.copyOf(arguments);
	}

	public static DocumentFault of(String path, FaultCode code, Object... arguments) {
		return of(path, code, List.of(arguments).stream().map(String::valueOf).toList());
	}

	public static DocumentFault of(String path, FaultCode code, List<String> arguments) {
		return new DocumentFault(path, code.sentence(arguments), code, arguments);
	}

	@Override
	public String toString() {
		return this.path.isEmpty() ? this.message : this.path + ": " + this.message;
	}

}
