package fr.passerelle.gateway.front;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.front.Outcome.Answered;
import fr.passerelle.gateway.front.Outcome.Later;
import fr.passerelle.gateway.front.Outcome.ListenFirst;
import fr.passerelle.gateway.front.Outcome.Passed;
import fr.passerelle.gateway.halt.OutOfMemory;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.UnreadableBodyException;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.proxy.Answers;
import fr.passerelle.gateway.proxy.ReverseProxy;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what was decided on one request. Every answer that the gateway itself gives
 * to a visitor is written here, and a failure on the way becomes a page.
 */
final class Reply {

	/** Tells a client to come back when there is room again. */
	static final HttpField RETRY_SOON = new HttpField(HttpHeader.RETRY_AFTER, "2");

	private static final Logger logger = LoggerFactory.getLogger(Reply.class);

	private final ReverseProxy proxy;

	private final Routes routes;

	private final @Nullable Establishment establishment;

	private final JettyVisitorRequest visitor;

	private final Response response;

	private final Callback callback;

	/**
	 * A reply to a request.
	 * @param proxy carries what may pass
	 * @param routes makes the page of what failed
	 * @param establishment the one that was asked; null if none has the host
	 * @param visitor the request
	 * @param response with nothing written yet
	 * @param callback completed when the answer is written
	 */
	Reply(ReverseProxy proxy, Routes routes, @Nullable Establishment establishment, JettyVisitorRequest visitor,
			Response response, Callback callback) {
		this.proxy = proxy;
		this.routes = routes;
		this.establishment = establishment;
		this.visitor = visitor;
		this.response = response;
		this.callback = callback;
	}

	/** Carries out a decision, now or when it is made. */
	void carryOut(Outcome outcome) {
		try {
			if (outcome instanceof Passed passed) {
				pass(passed);
			}
			else if (outcome instanceof Answered answered) {
				write(answered.answer());
			}
			else if (outcome instanceof Later later) {
				await(later);
			}
			else if (outcome instanceof ListenFirst first) {
				BackChannel.listen(this.visitor.server(), this.visitor.patience(), this.visitor.held(),
						new Listening(first));
			}
			else {
				throw new IllegalStateException("only the door hands on to the servlets");
			}
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	private void pass(Passed passed) {
		Request request = this.visitor.server();
		byte[] read = passed.body();
		this.proxy.forward((read != null) ? new ReplayedRequest(request, ByteBuffer.wrap(read)) : request,
				this.response, this.callback, passed.passage());
	}

	private void write(Answer answer) {
		Answers.write(answer, this.visitor.server(), this.response, this.callback);
	}

	private void await(Later later) {
		later.decision().whenComplete((outcome, failure) -> {
			if (failure != null) {
				fail(failure);
			}
			else {
				carryOut(outcome);
			}
		});
	}

	/** Shows a page that says so, unless an answer has begun. */
	void fail(Throwable failure) {
		Establishment place = this.establishment;
		if (failure instanceof CompletionException && failure.getCause() instanceof UnreadableBodyException body) {
			unreadable(body, this.visitor.server(), this.response, this.callback);
		}
		else if (this.response.isCommitted()) {
			this.callback.failed(failure);
		}
		else if (place == null) {
			Response.writeError(this.visitor.server(), this.response, this.callback, failure);
		}
		else {
			try {
				write(this.routes.failed(this.visitor, place, failure));
			}
			catch (Throwable ex) {
				OutOfMemory.endIf(ex);
				logger.error("A visitor's request failed, and so did the page that says it", ex);
				Response.writeError(this.visitor.server(), this.response, this.callback, ex);
			}
		}
	}

	/** Says why a body was not taken, if the client is there to read it. */
	static void unreadable(UnreadableBodyException failure, Request request, Response response, Callback callback) {
		switch (failure.reason()) {
			case NO_ROOM -> {
				response.getHeaders().put(RETRY_SOON);
				Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
			}
			case TOO_SLOW -> Response.writeError(request, response, callback, HttpStatus.REQUEST_TIMEOUT_408);
			default -> callback.failed(Objects.requireNonNull(failure.getCause()));
		}
	}

	private void decideAgain(Function<VisitorRequest, Outcome> decision) {
		try {
			carryOut(decision.apply(this.visitor));
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	private Reply over(Request again) {
		return new Reply(this.proxy, this.routes, this.establishment, this.visitor.over(again), this.response,
				this.callback);
	}

	/** What follows when a body was listened to. */
	private final class Listening implements BackChannel.Next {

		private final ListenFirst first;

		Listening(ListenFirst first) {
			this.first = first;
		}

		@Override
		public void message(byte[] body) {
			try {
				Optional<Answer> answer = this.first.message().apply(body);
				if (answer.isPresent()) {
					write(answer.get());
				}
				else {
					other(body, true);
				}
			}
			catch (RuntimeException ex) {
				fail(ex);
			}
		}

		@Override
		public void other(byte[] begun, boolean whole) {
			over(new ReplayedRequest(Reply.this.visitor.server(), ByteBuffer.wrap(begun), whole))
				.decideAgain(this.first.otherwise());
		}

		@Override
		public void broken(UnreadableBodyException failure) {
			unreadable(failure, Reply.this.visitor.server(), Reply.this.response, Reply.this.callback);
		}

	}

}
