package fr.passerelle.gateway.realcas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An Espace application that answers with what it was asked and by whom, one line each.
 */
final class EchoApplication implements AutoCloseable {

	private static final List<String> SHOWN = List.of("Passerelle-User", "Passerelle-Name", "Passerelle-Profiles",
			"Passerelle-Espace", "Passerelle-Establishment", "Passerelle-Delegation");

	private final HttpServer server;

	EchoApplication() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", EchoApplication::answer);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private static void answer(HttpExchange exchange) throws IOException {
		String identity = SHOWN.stream()
			.map((name) -> name + ": " + exchange.getRequestHeaders().getFirst(name))
			.collect(Collectors.joining("\n"));
		byte[] body = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n" + identity)
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "text/plain;charset=utf-8");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
