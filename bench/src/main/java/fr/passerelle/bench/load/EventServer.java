package fr.passerelle.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;

/**
 * A small HTTP server on one thread for the pretend servers: what stands behind the
 * gateway must cost little beside it. One request at a time on a connection.
 */
final class EventServer implements Runnable {

	/** Where the number of answers that wait can be asked for. */
	static final String WAITING = "/waiting";

	private static final int BACKLOG = 4096;

	private static final int MAX_REQUEST = 128 * 1024;

	private final Selector selector;

	private final ServerSocketChannel server;

	private final Role role;

	private final long delay;

	private final Deque<Late> late = new ArrayDeque<>();

	private final ByteBuffer arriving = ByteBuffer.allocateDirect(64 * 1024);

	private EventServer(int port, Role role, Duration delay) throws IOException {
		this.selector = Selector.open();
		this.role = role;
		this.delay = delay.toNanos();
		this.server = ServerSocketChannel.open();
		this.server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
		this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
		this.server.configureBlocking(false);
		this.server.register(this.selector, SelectionKey.OP_ACCEPT);
	}

	/**
	 * Starts a server on a daemon thread.
	 * @param port on the loopback address; 0 for any
	 * @param role answers the requests
	 * @param delay before the answer to a validation
	 * @return the port
	 */
	static int start(int port, Role role, Duration delay) throws IOException {
		EventServer started = new EventServer(port, role, delay);
		Thread thread = new Thread(started, role.getClass().getSimpleName());
		thread.setDaemon(true);
		thread.start();
		return started.server.socket().getLocalPort();
	}

	@Override
	public void run() {
		try {
			while (true) {
				this.selector.select(this::ready, this.late.isEmpty() ? 0 : 5);
				while (!this.late.isEmpty() && this.late.element().due() <= System.nanoTime()) {
					Late due = this.late.remove();
					due.connection().write(due.answer());
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void ready(SelectionKey key) {
		if (!key.isValid()) {
			return;
		}
		if (!(key.attachment() instanceof Connection connection)) {
			accept();
			return;
		}
		try {
			if (key.isReadable()) {
				connection.read();
			}
			if (key.isValid() && key.isWritable()) {
				connection.flush();
			}
		}
		catch (IOException ex) {
			connection.close();
		}
	}

	private void accept() {
		try {
			SocketChannel channel = this.server.accept();
			while (channel != null) {
				channel.configureBlocking(false);
				channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
				SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ);
				key.attach(new Connection(channel, key));
				channel = this.server.accept();
			}
		}
		catch (IOException ex) {
			// The client has left already.
		}
	}

	/** Answers requests. */
	interface Role {

		/**
		 * Makes an answer.
		 * @param target path and query
		 * @param head the whole head
		 * @param body of ASCII
		 * @return the answer's bytes, head and body
		 */
		byte[] answer(String target, String head, String body);

		/** Puts a head before a body. */
		static byte[] http(String status, String headers, String body) {
			return ("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body)
				.getBytes(StandardCharsets.ISO_8859_1);
		}

	}

	private record Late(long due, Connection connection, ByteBuffer answer) {
	}

	private final class Connection {

		private final SocketChannel channel;

		private final SelectionKey key;

		private byte[] bytes = new byte[4096];

		private int filled;

		private ByteBuffer leaving = ByteBuffer.allocate(0);

		private boolean closing;

		Connection(SocketChannel channel, SelectionKey key) {
			this.channel = channel;
			this.key = key;
		}

		void read() throws IOException {
			ByteBuffer arriving = EventServer.this.arriving;
			int count = this.channel.read(arriving.clear());
			if (count < 0 || this.filled + count > MAX_REQUEST) {
				close();
				return;
			}
			if (this.filled + count > this.bytes.length) {
				this.bytes = Arrays.copyOf(this.bytes, this.filled + count);
			}
			arriving.flip().get(this.bytes, this.filled, count);
			this.filled += count;
			String text = new String(this.bytes, 0, this.filled, StandardCharsets.ISO_8859_1);
			int end = text.indexOf("\r\n\r\n");
			if (end >= 0) {
				whole(text.substring(0, end + 2), end + 4);
			}
		}

		private void whole(String head, int body) throws IOException {
			String lower = head.toLowerCase(Locale.ROOT);
			int length = lower.indexOf("\r\ncontent-length:");
			int size = body;
			if (length >= 0) {
				int value = length + "\r\ncontent-length:".length();
				size += Integer.parseInt(head.substring(value, head.indexOf('\r', value)).strip());
			}
			if (this.filled < size) {
				return;
			}
			String sent = new String(this.bytes, body, size - body, StandardCharsets.ISO_8859_1);
			this.filled = 0;
			this.closing = lower.contains("\r\nconnection: close");
			String target = head.split(" ", 3)[1];
			byte[] answer = target.equals(WAITING) ? Role.http("200 OK", "", "" + EventServer.this.late.size())
					: EventServer.this.role.answer(target, head, sent);
			if (EventServer.this.delay == 0 || !target.contains("Validate")) {
				write(ByteBuffer.wrap(answer));
			}
			else {
				EventServer.this.late
					.add(new Late(System.nanoTime() + EventServer.this.delay, this, ByteBuffer.wrap(answer)));
			}
		}

		void write(ByteBuffer answer) {
			this.leaving = answer;
			try {
				flush();
			}
			catch (IOException ex) {
				close();
			}
		}

		void flush() throws IOException {
			this.channel.write(this.leaving);
			if (this.leaving.hasRemaining()) {
				this.key.interestOps(SelectionKey.OP_WRITE);
			}
			else if (this.closing) {
				close();
			}
			else if (this.key.interestOps() != SelectionKey.OP_READ) {
				this.key.interestOps(SelectionKey.OP_READ);
			}
		}

		void close() {
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
