package fr.passerelle.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Many HTTP connections on one thread: the driver must take little of the cores that it
 * shares with what it measures. Every connection goes to the loopback address.
 */
final class Loop implements Closeable {

	/** Between two looks at the connections that wait for too long. */
	private static final long SWEEP = Duration.ofMillis(200).toNanos();

	private final Selector selector;

	private final ByteBuffer arriving = ByteBuffer.allocateDirect(64 * 1024);

	private long swept = System.nanoTime();

	Loop() throws IOException {
		this.selector = Selector.open();
	}

	/**
	 * Opens a connection.
	 * @param port of the loopback address
	 * @param patience how long an answer may take
	 * @param listener is told of answers and of the end
	 */
	Line open(int port, Duration patience, Listener listener) throws IOException {
		SocketChannel channel = SocketChannel.open();
		channel.configureBlocking(false);
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		boolean connected = channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		SelectionKey key = channel.register(this.selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
		Line line = new Line(channel, key, patience, listener);
		key.attach(line);
		return line;
	}

	/** Serves the connections until a condition is true or a time is over. */
	void run(BooleanSupplier done, Duration atMost) throws IOException {
		long end = System.nanoTime() + atMost.toNanos();
		while (!done.getAsBoolean() && System.nanoTime() < end) {
			this.selector.select(this::ready, 10);
			sweep();
		}
	}

	private void ready(SelectionKey key) {
		if (!key.isValid() || !(key.attachment() instanceof Line line)) {
			return;
		}
		try {
			if (key.isConnectable() && line.channel.finishConnect()) {
				line.write();
			}
			else if (key.isWritable()) {
				line.write();
			}
			if (key.isValid() && key.isReadable()) {
				line.read(this.arriving);
			}
		}
		catch (IOException ex) {
			line.broken(ex);
		}
	}

	private void sweep() {
		long now = System.nanoTime();
		if (now - this.swept < SWEEP) {
			return;
		}
		this.swept = now;
		for (SelectionKey key : List.copyOf(this.selector.keys())) {
			if (key.isValid() && key.attachment() instanceof Line line && line.waiting
					&& now - line.sent > line.patience) {
				line.broken(new IOException("no answer in time"));
			}
		}
	}

	@Override
	public void close() throws IOException {
		for (SelectionKey key : List.copyOf(this.selector.keys())) {
			key.channel().close();
		}
		this.selector.close();
	}

	/** Is told of a connection's answers, on the loop's thread. */
	interface Listener {

		/** A whole answer is there; it can be looked at until this method returns. */
		void answered(Line line, AnswerReader answer) throws IOException;

		/** The connection ended without the answer that was waited for. */
		void broken(Line line, IOException failure);

	}

	/** One connection. */
	static final class Line {

		private final SocketChannel channel;

		private final SelectionKey key;

		private final long patience;

		private final Listener listener;

		private final AnswerReader reader = new AnswerReader();

		private ByteBuffer leaving = ByteBuffer.allocate(0);

		private boolean waiting;

		private long sent;

		private Line(SocketChannel channel, SelectionKey key, Duration patience, Listener listener) {
			this.channel = channel;
			this.key = key;
			this.patience = patience.toNanos();
			this.listener = listener;
		}

		/** Sends a request, one at a time; its answer is for the listener. */
		void send(byte[] request) throws IOException {
			this.leaving = ByteBuffer.wrap(request);
			this.waiting = true;
			this.sent = System.nanoTime();
			if (this.channel.isConnected()) {
				write();
			}
		}

		/** When the last request was sent, in nanoseconds. */
		long sentAt() {
			return this.sent;
		}

		private void write() throws IOException {
			this.channel.write(this.leaving);
			int interest = SelectionKey.OP_READ | (this.leaving.hasRemaining() ? SelectionKey.OP_WRITE : 0);
			if (this.key.interestOps() != interest) {
				this.key.interestOps(interest);
			}
		}

		private void read(ByteBuffer arriving) throws IOException {
			int count = this.channel.read(arriving.clear());
			if (count < 0) {
				throw new IOException("closed by the server");
			}
			this.reader.take(arriving.flip());
			while (this.waiting && this.reader.isWhole()) {
				this.waiting = false;
				tell();
				this.reader.next();
			}
		}

		private void tell() throws IOException {
			try {
				this.listener.answered(this, this.reader);
			}
			catch (IOException ex) {
				this.waiting = true; // The listener hears of it as of any broken
										// connection.
				throw ex;
			}
		}

		private void broken(IOException failure) {
			boolean waited = this.waiting;
			close();
			if (waited) {
				this.listener.broken(this, failure);
			}
		}

		/** Ends the connection. */
		void close() {
			this.waiting = false;
			this.key.cancel();
			try {
				this.channel.close();
			}
			catch (IOException ex) {
				// It is closed all the same.
			}
		}

	}

}
