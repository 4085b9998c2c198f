package fr.passerelle.gateway.front;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpHeader;
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

	private static final String CODE = "Passerelle-Error";

	@Override
	protected void generateResponse(Request request, Response response, int code, String message,
			@Nullable Throwable cause, Callback callback) {
		if (code == 400) {
			response.getHeaders().put(CODE, "MALFORMED_REQUEST");
		}
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
		response.write(true, text(code), callback);
	}

	private static ByteBuffer text(int status) {
		String text = (status < 500) ? "La requête ne peut pas être lue. / The request cannot be read.\n"
				: "Une erreur est survenue, réessayez dans un instant. / Something went wrong, try again shortly.\n";
		return ByteBuffer.wrap((status + " " + text).getBytes(StandardCharsets.UTF_8));
	}

}
