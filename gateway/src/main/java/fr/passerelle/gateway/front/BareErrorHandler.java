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
 * The server's last word where no request could be read or something unforeseen broke:
 * the status and nothing that could tell a stranger about the inside.
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
