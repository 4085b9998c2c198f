package fr.passerelle.gateway.proxy;

import java.nio.ByteBuffer;

import fr.passerelle.gateway.http.Answer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Writes the gateway's own answers to the server's response.
 */
public final class Answers {

	private Answers() {
	}

	/**
	 * Writes an answer whole, and without its body where the request is a HEAD.
	 * @param answer what to write
	 * @param request the request that is answered
	 * @param response with nothing written yet
	 * @param callback completed when the answer is written
	 */
	public static void write(Answer answer, Request request, Response response, Callback callback) {
		response.setStatus(answer.status());
		answer.headers().forEach((header) -> response.getHeaders().add(header.getKey(), header.getValue()));
		if (answer.status() != 204) {
			response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
		}
		boolean head = HttpMethod.HEAD.is(request.getMethod());
		response.write(true, ByteBuffer.wrap(head ? new byte[0] : answer.body()), callback);
	}

}
