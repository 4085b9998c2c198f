package fr.passerelle.gateway.front;

import java.nio.ByteBuffer;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A request whose short body was looked into and is there again for the application.
 */
final class ReplayedRequest extends Request.Wrapper {

	private final Content.Source body;

	ReplayedRequest(Request request, ByteBuffer body) {
		super(request);
		this.body = Content.Source.from(body);
	}

	@Override
	public Content.Chunk read() {
		return this.body.read();
	}

	@Override
	public void demand(Runnable demandCallback) {
		this.body.demand(demandCallback);
	}

	@Override
	public void fail(Throwable failure) {
		this.body.fail(failure);
	}

}
