package fr.passerelle.gateway.front;

import java.util.concurrent.Executor;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * A client's connection that waits for its next request without a thread. The server's
 * own class hands each connection to another thread after an answer that came later, and
 * that thread reads twice from a socket that is empty as a rule.
 */
final class VisitorConnection extends HttpConnection {

	private final Callback next = Callback.from(getServer().getInvocationType(), this::onFillable,
			this::onFillInterestedFailed);

	private final Executor resuming;

	VisitorConnection(HttpConfiguration settings, Connector connector, EndPoint endPoint) {
		super(settings, connector, endPoint);
		Executor threads = super.getExecutor();
		this.resuming = (task) -> {
			if (task == this && isBetweenRequests()) {
				fillInterested(this.next);
			}
			else {
				threads.execute(task);
			}
		};
	}

	/** The server resumes a connection by this, and uses it for nothing else but ends. */
	@Override
	protected Executor getExecutor() {
		return this.resuming;
	}

	private boolean isBetweenRequests() {
		return isRequestBufferEmpty() && getParser().isStart() && getEndPoint().isOpen();
	}

}
