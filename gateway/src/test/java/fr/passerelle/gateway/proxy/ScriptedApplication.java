package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An Espace application that answers exactly what a test writes. */
final class ScriptedApplication implements AutoCloseable {

	private final ServerSocket server;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final BlockingQueue<Wire.Head> received = new LinkedBlockingQueue<>();

	private final AtomicInteger connections = new AtomicInteger();

	private volatile Script script;

	ScriptedApplication(Script script) throws IOException {
		this.script = script;
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		run(this::accept);
	}

	/** Always the same answer, on a connection that is kept. */
	static ScriptedApplication answering(String answer) throws IOException {
		return new ScriptedApplication((head, in, out) -> Wire.send(out, answer));
	}

	void play(Script other) {
		this.script = other;
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	int connections() {
		return this.connections.get();
	}

	Wire.Head received() throws InterruptedException {
		Wire.Head head = this.received.poll(20, TimeUnit.SECONDS);
		if (head == null) {
			throw new AssertionError("no request arrived");
		}
		return head;
	}

	boolean receivedNothing() {
		return this.received.isEmpty();
	}

	private void accept() throws IOException {
		while (true) {
			Socket socket = this.server.accept();
			this.connections.incrementAndGet();
			this.sockets.add(socket);
			run(() -> serve(socket));
		}
	}

	private void serve(Socket socket) throws Exception {
		try (socket) {
			while (!socket.isClosed()) {
				Wire.Head head = Wire.head(socket.getInputStream());
				this.received.add(head);
				this.script.play(head, socket.getInputStream(), socket.getOutputStream());
			}
		}
	}

	private static void run(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (Exception ex) {
				// The other side closed, or the test is over.
			}
		}, "application");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What an application does with one request. */
	@FunctionalInterface
	interface Script {

		/** Plays one request; an exception closes the connection. */
		void play(Wire.Head head, InputStream in, OutputStream out) throws Exception;

	}

	@FunctionalInterface
	private interface Task {

		void run() throws Exception;

	}

}
