package fr.passerelle.gateway.network;

import java.nio.ByteBuffer;
import java.util.Map;

import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpChannelOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpReceiverOverHTTP;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Connections that are used again only where an answer ended where it said. The client
 * drops bytes behind an answer in the same packet and uses the connection again; bytes in
 * the next packet could then be read as the next visitor's answer. A body behind the head
 * of HEAD, 204 and 304 is such a case.
 */
public class OneAnswerTransport extends HttpClientTransportOverHTTP {

	/** Opens connections by this connector. */
	public OneAnswerTransport(ClientConnector connector) {
		super(connector);
		// The client's table of the last answer's headers takes 100 KB for each
		// connection.
		setHeaderCacheSize(0);
	}

	@Override
	public Connection newConnection(EndPoint endPoint, Map<String, Object> context) {
		return new OneAnswerConnection(endPoint, context);
	}

	/** A connection that is closed where it brought more than an answer. */
	public static class OneAnswerConnection extends HttpConnectionOverHTTP {

		/** As the client makes it. */
		protected OneAnswerConnection(EndPoint endPoint, Map<String, Object> context) {
			super(endPoint, context);
		}

		@Override
		protected HttpChannelOverHTTP newHttpChannel() {
			return new HttpChannelOverHTTP(this) {

				@Override
				protected HttpReceiverOverHTTP newHttpReceiver() {
					return new OneAnswerReceiver(this);
				}

			};
		}

	}

	private static final class OneAnswerReceiver extends HttpReceiverOverHTTP {

		private int status;

		private boolean spoilt;

		OneAnswerReceiver(HttpChannelOverHTTP channel) {
			super(channel);
		}

		@Override
		public void startResponse(HttpVersion version, int status, String reason) {
			this.status = status;
			super.startResponse(version, status, reason);
		}

		@Override
		public boolean messageComplete() {
			ByteBuffer buffer = getResponseBuffer();
			boolean more = buffer != null && buffer.hasRemaining();
			if (more && !HttpStatus.isInformational(this.status)) {
				this.spoilt = true;
			}
			return super.messageComplete();
		}

		/**
		 * The connection is closed when its exchange is over, as after an end of file.
		 */
		@Override
		protected boolean isShutdown() {
			return this.spoilt || super.isShutdown();
		}

	}

}
