package fr.passerelle.gateway.cas;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.login.ProviderAnswer;
import fr.passerelle.gateway.login.ProviderCall;
import fr.passerelle.gateway.login.ProviderLine;

/** Calls to providers, over the line and in the queue that validations take. */
final class ProviderCalls implements ProviderLine {

	private final ValidationTransport transport;

	private final Duration deadline;

	ProviderCalls(ValidationTransport transport, Duration deadline) {
		this.transport = transport;
		this.deadline = deadline;
	}

	@Override
	public CompletionStage<ProviderAnswer> send(ProviderCall call, List<X509Certificate> trusted, Duration within) {
		return this.transport.send(new ProviderRequest(call), trusted, within)
			.thenApply((reply) -> new ProviderAnswer(reply.status(), reply.contentType(), reply.bytes()))
			.exceptionallyCompose(ProviderCalls::failed);
	}

	private static CompletionStage<ProviderAnswer> failed(Throwable failure) {
		return CompletableFuture.failedFuture(TransportFailure.of(failure, false));
	}

	@Override
	public Duration deadline() {
		return this.deadline;
	}

}
