package fr.passerelle.gateway.proxy;

import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Answers of the 1xx class, none of which is the answer. Early hints are for the browser
 * and are handed on; the others are between us and the application.
 */
final class InterimAnswers extends EarlyHintsProtocolHandler {

	private final boolean hints;

	InterimAnswers(boolean hints) {
		this.hints = hints;
	}

	@Override
	public String getName() {
		return this.hints ? "hints" : "interim";
	}

	@Override
	public boolean accept(Request request, Response response) {
		boolean isHint = response.getStatus() == HttpStatus.EARLY_HINTS_103;
		return this.hints ? isHint : !isHint && HttpStatus.isInterim(response.getStatus());
	}

	@Override
	protected void onEarlyHints(Request request, HttpFields headers) {
		if (this.hints && request.getAttributes().get(Exchange.class.getName()) instanceof Exchange exchange) {
			exchange.interim(HttpStatus.EARLY_HINTS_103, headers);
		}
	}

}
