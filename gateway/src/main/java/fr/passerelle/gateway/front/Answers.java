package fr.passerelle.gateway.front;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import fr.passerelle.gateway.halt.OutOfMemory;
import fr.passerelle.gateway.http.Answer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the gateway's own answers to the server's response.
 */
final class Answers {

	private static final Logger logger = LoggerFactory.getLogger(Answers.class);

	private Answers() {
	}

	static void write(Answer answer, Request request, Response response, Callback callback) {
		response.setStatus(answer.status());
		answer.headers().forEach((header) -> response.getHeaders().add(header.getKey(), header.getValue()));
		if (answer.status() != 204) {
			response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
		}
		boolean head = HttpMethod.HEAD.is(request.getMethod());
		response.write(true, ByteBuffer.wrap(head ? new byte[0] : answer.body()), callback);
	}

	/**
	 * Writes an answer when it is there.
	 * @param failed makes a page of what nobody foresaw
	 */
	static void write(CompletionStage<Answer> later, Function<Throwable, Answer> failed, Request request,
			Response response, Callback callback) {
		later.exceptionally(failed).whenComplete((answer, failure) -> {
			if (failure != null) {
				OutOfMemory.endIf(failure);
				logger.error("A visitor's request failed, and so did the page that says it", failure);
				Response.writeError(request, response, callback, 500);
			}
			else {
				write(answer, request, response, callback);
			}
		});
	}

}
