package fr.passerelle.gateway.front;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.proxy.Passage;
import org.jspecify.annotations.Nullable;

/**
 * What is decided on a request. {@link Reply} carries it out, and alone writes to the
 * server's response.
 */
sealed interface Outcome {

	/** An answer that comes later; where it fails, the visitor gets a page. */
	static Outcome later(CompletionStage<Answer> answer) {
		return new Later(answer.thenApply(Answered::new));
	}

	/** The gateway answers itself. */
	record Answered(Answer answer) implements Outcome {
	}

	/** The decision takes time; where it fails, the visitor gets a page. */
	record Later(CompletionStage<? extends Outcome> decision) implements Outcome {
	}

	/**
	 * The request goes on to the application.
	 *
	 * @param passage what the proxy needs to know
	 * @param body the whole body, where it was read before; null where it was not
	 */
	@SuppressWarnings("ArrayRecordComponent") // outcomes are carried out, never compared
	record Passed(Passage passage, byte @Nullable [] body) implements Outcome {

		@Override
		public String toString() {
			return "Passed[" + this.passage + "]";
		}

	}

	/** The request goes on to the administrators' side. */
	record ToServlets() implements Outcome {
	}

	/**
	 * The body may be an ENT's logout message, and is listened to first.
	 *
	 * @param message answers a body that looks like a logout message; empty where it
	 * cannot be read as one
	 * @param otherwise decides on the same request, its body unread again
	 */
	record ListenFirst(Function<byte[], Optional<Answer>> message,
			Function<VisitorRequest, Outcome> otherwise) implements Outcome {
	}

}
