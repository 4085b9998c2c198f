package fr.passerelle.gateway.front;

import fr.passerelle.gateway.halt.OutOfMemory;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.proxy.Answers;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the server if it cannot read a request, or after an unforeseen failure:
 * with the status, and with nothing that tells a stranger about the program.
 */
final class BareErrorHandler extends ErrorHandler {

	private final Pages pages;

	BareErrorHandler(Pages pages) {
		this.pages = pages;
	}

	@Override
	public boolean errorPageForMethod(String method) {
		return true;
	}

	@Override
	protected void generateResponse(Request request, Response response, int code, String message,
			@Nullable Throwable cause, Callback callback) {
		OutOfMemory.endIf(cause);
		Answers.write(this.pages.unreadable(code, request.getHeaders()::get), request, response, callback);
	}

}
