package fr.passerelle.gateway.console;

import java.util.Locale;

import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.FaultCode;
import org.springframework.context.MessageSource;

/**
 * A document's faults in the reader's language, as whole sentences. The API's sentences,
 * in contrast, continue the path.
 */
public final class FaultTexts {

	private static final String PREFIX = "delegations.fault.";

	private final MessageSource words;

	/** From the console's messages. */
	public FaultTexts(MessageSource words) {
		this.words = words;
	}

	/** What is wrong and what is accepted. */
	public String of(DocumentFault fault, Locale locale) {
		return this.words.getMessage(PREFIX + fault.code(), fault.arguments().toArray(), locale);
	}

	/** The same for a fault that names nothing. */
	public String of(FaultCode code, Locale locale) {
		return this.words.getMessage(PREFIX + code, null, locale);
	}

}
