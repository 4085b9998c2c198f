package fr.passerelle.gateway.document;

import java.util.List;
import java.util.stream.Stream;

/**
 * A text that does not have the required form. The caller, who knows its path, makes a
 * fault of it.
 */
public final class Flaw extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final FaultCode code;

	private final transient List<String> arguments;

	Flaw(FaultCode code, Object... arguments) {
		super(code.name());
		this.code = code;
		this.arguments = Stream.of(arguments).map(String::valueOf).toList();
	}

	DocumentFault at(String path) {
		return DocumentFault.of(path, this.code, this.arguments);
	}

}
