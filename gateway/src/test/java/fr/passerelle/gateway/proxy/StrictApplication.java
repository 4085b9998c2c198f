package fr.passerelle.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Espace application that reads HTTP/1.1 by the book (RFC 9112) and by nothing else: a
 * request without framing has no body, so a byte behind its head is the next request. It
 * writes down each request with its body, and each byte that fits no request.
 */
final class StrictApplication implements AutoCloseable {

	private static final Pattern START = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ /[!-~]* HTTP/1\\.1");

	private static final Pattern FIELD = Pattern
		.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x20\\x09\\x21-\\x7e\\x80-\\xff]*)");

	private final ServerSocket server;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final List<String> faults = new CopyOnWriteArrayList<>();

	StrictApplication() throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(() -> {
			while (true) {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				start(() -> serve(socket));
			}
		});
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/** The requests since the last call. */
	List<Received> takeReceived() {
		List<Received> taken = List.copyOf(this.received);
		this.received.removeAll(taken);
		return taken;
	}

	/** What could not be read as a request, ever. */
	List<String> faults() {
		return this.faults;
	}

	private void serve(Socket socket) throws IOException {
		try (socket) {
			InputStream in = socket.getInputStream();
			int first = in.read();
			while (first >= 0) {
				Received request = read(first, in);
				this.received.add(request);
				String body = request.start().startsWith("HEAD ") ? "" : "ok";
				Wire.send(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + body);
				first = in.read();
			}
		}
	}

	private Received read(int first, InputStream in) throws IOException {
		String start = line(first, in);
		if (!START.matcher(start).matches()) {
			throw fault("no request line: " + start);
		}
		List<String> lengths = new ArrayList<>();
		List<String> codings = new ArrayList<>();
		for (String line = line(in.read(), in); !line.isEmpty(); line = line(in.read(), in)) {
			Matcher field = FIELD.matcher(line);
			if (!field.matches()) {
				throw fault("no header line: " + line);
			}
			String name = field.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
			if (name.equals("content-length")) {
				lengths.add(field.group(2).strip());
			}
			else if (name.equals("transfer-encoding")) {
				codings.add(field.group(2).strip());
			}
		}
		if (lengths.size() + codings.size() > 1) {
			throw fault("framed twice: " + start);
		}
		if (!codings.isEmpty()) {
			if (!codings.get(0).equals("chunked")) {
				throw fault("coding " + codings.get(0));
			}
			return new Received(start, chunked(in));
		}
		int length = lengths.isEmpty() ? 0 : Integer.parseInt(lengths.get(0));
		return new Received(start, Wire.read(in, length));
	}

	private String chunked(InputStream in) throws IOException {
		StringBuilder body = new StringBuilder();
		while (true) {
			String size = line(in.read(), in);
			if (!size.matches("[0-9A-Fa-f]{1,7}")) {
				throw fault("chunk size " + size);
			}
			int length = Integer.parseInt(size, 16);
			body.append(Wire.read(in, length));
			if (!line(in.read(), in).isEmpty()) {
				throw fault("chunk without end");
			}
			if (length == 0) {
				return body.toString();
			}
		}
	}

	private String line(int first, InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int b = first;
		while (b != '\r') {
			if (b < 0) {
				throw new IOException("ended inside a request");
			}
			if (b == '\n' || b == 0) {
				throw fault("bare line feed or NUL after " + line);
			}
			line.write(b);
			b = in.read();
		}
		if (in.read() != '\n') {
			throw fault("bare carriage return after " + line);
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	private IOException fault(String what) {
		this.faults.add(what);
		return new IOException(what);
	}

	private static void start(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// The other side closed, or a fault that is written down.
			}
		}, "strict application");
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

	/**
	 * One whole request.
	 *
	 * @param start its request line
	 * @param body its body, empty where it has none
	 */
	record Received(String start, String body) {
	}

	@FunctionalInterface
	private interface Task {

		void run() throws IOException;

	}

}
