package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ServerSocketFactory;

/**
 * A server that does on the socket what its script says, and counts what it is sent.
 */
final class RawServer implements AutoCloseable {

	private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ServerSocket server;

	private final String scheme;

	private final Script script;

	RawServer(Script script) {
		this("http", ServerSocketFactory.getDefault(), script);
	}

	RawServer(String scheme, ServerSocketFactory factory, Script script) {
		this.scheme = scheme;
		this.script = script;
		try {
			this.server = factory.createServerSocket(0, 512, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.threads.execute(this::accept);
	}

	/** Answers with status 200 and this body, then closes. */
	static Script answering(String body) {
		return (socket, request) -> write(socket, ok(body));
	}

	/** Reads the request and says nothing until the client goes away. */
	static Script silent() {
		return (socket, request) -> awaitClose(socket);
	}

	static String ok(String body) {
		return "HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=UTF-8\r\nContent-Length: "
				+ body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
	}

	static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		socket.getOutputStream().flush();
	}

	/** Writes a byte every few milliseconds until the client goes away. */
	static void drip(Socket socket, String text) throws IOException {
		socket.setSoTimeout(10);
		for (int i = 0; i < text.length(); i++) {
			write(socket, text.substring(i, i + 1));
			try {
				if (socket.getInputStream().read() < 0) {
					return;
				}
			}
			catch (SocketTimeoutException ex) {
				// The client still waits: the next byte.
			}
		}
	}

	static void awaitClose(Socket socket) throws IOException {
		InputStream stream = socket.getInputStream();
		while (stream.read() >= 0) {
			// No request is answered.
		}
	}

	URI address(String host, String pathAndQuery) {
		return URI.create(this.scheme + "://" + host + ":" + this.server.getLocalPort() + pathAndQuery);
	}

	/** All requests so far, head and body, of all connections. */
	List<String> requests() {
		return this.requests;
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.open.add(socket);
				this.threads.execute(() -> serve(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			// A connection may carry several requests, so that a client which sends again
			// is seen.
			for (String request = read(socket); !request.isEmpty(); request = read(socket)) {
				this.requests.add(request);
				this.script.run(socket, request);
			}
		}
		catch (IOException ex) {
			// The client went away, or the script did.
		}
		finally {
			this.open.remove(socket);
		}
	}

	private static String read(Socket socket) throws IOException {
		StringBuilder request = new StringBuilder();
		while (request.indexOf("\r\n\r\n") < 0) {
			if (!readByte(socket, request)) {
				return "";
			}
		}
		Matcher length = LENGTH.matcher(request);
		int left = length.find() ? Integer.parseInt(length.group(1)) : 0;
		while (left > 0 && readByte(socket, request)) {
			left--;
		}
		return request.toString();
	}

	private static boolean readByte(Socket socket, StringBuilder request) throws IOException {
		int next = socket.getInputStream().read();
		if (next >= 0) {
			request.append((char) next);
		}
		return next >= 0;
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.threads.shutdownNow();
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "RawServer[%d requests]", this.requests.size());
	}

	/** What to do with a request that has been read. */
	interface Script {

		/** May throw or close the socket to drop the connection. */
		void run(Socket socket, String request) throws IOException;

	}

}
