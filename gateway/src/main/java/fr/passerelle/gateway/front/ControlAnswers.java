package fr.passerelle.gateway.front;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answers of the administrators' side to a request that it cannot take now: a problem
 * document for a program, two sentences for a browser.
 */
final class ControlAnswers {

	private static final String RETRY_SECONDS = "5";

	private ControlAnswers() {
	}

	static void write(int status, Request request, Response response, Callback callback) {
		boolean program = !Request.getPathInContext(request).startsWith("/console");
		response.setStatus(status);
		if (status == 503) {
			response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
		}
		// The server would take the unread rest for the next request.
		response.getHeaders().put(HttpHeader.CONNECTION, "close");
		response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
		response.getHeaders()
			.put(HttpHeader.CONTENT_TYPE, program ? "application/problem+json" : "text/plain;charset=utf-8");
		byte[] text = (program ? problem(status) : text(status)).getBytes(StandardCharsets.UTF_8);
		response.getHeaders().put(HttpHeader.CONTENT_LENGTH, text.length);
		response.write(true, ByteBuffer.wrap(HttpMethod.HEAD.is(request.getMethod()) ? new byte[0] : text), callback);
	}

	private static String problem(int status) {
		String title = switch (status) {
			case 503 -> "Busy";
			case 408 -> "Too slow";
			default -> "Unreadable body";
		};
		String detail = switch (status) {
			case 503 -> "Too many requests are under way. Try again in some seconds.";
			case 408 -> "The body did not arrive in time.";
			default -> "The body cannot be read.";
		};
		return "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail
				+ "\"}";
	}

	private static String text(int status) {
		return switch (status) {
			case 503 -> "La console est très sollicitée : réessayez dans quelques secondes.\n"
					+ "The console is very busy: try again in some seconds.\n";
			case 408 -> "L'envoi a pris trop de temps : réessayez.\nSending took too long: try again.\n";
			default -> "L'envoi ne peut pas être lu.\nWhat was sent cannot be read.\n";
		};
	}

}
