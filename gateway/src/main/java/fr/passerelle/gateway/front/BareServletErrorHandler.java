package fr.passerelle.gateway.front;

import fr.passerelle.gateway.halt.OutOfMemory;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.proxy.Answers;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers as {@link BareErrorHandler} does, behind the servlets. It is called if the
 * error page itself fails, for example on a cookie that no filter can read; the server's
 * own page would name classes and lines.
 */
final class BareServletErrorHandler extends ErrorPageErrorHandler {

	private final Pages pages;

	BareServletErrorHandler(Pages pages, ErrorPageErrorHandler replaced) {
		this.pages = pages;
		setErrorPages(replaced.getErrorPages());
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
		// As Jetty's own handler does: the servlet's side of the request ends here too.
		Request.as(request, ServletContextRequest.class).getServletChannel().sendErrorResponseAndComplete();
	}

}
