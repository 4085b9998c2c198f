package fr.passerelle.mockcas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

/**
 * A service that receives single logout.
 */
final class LogoutReceiver implements AutoCloseable {

	private final HttpServer server;

	private final List<Post> posts = new CopyOnWriteArrayList<>();

	LogoutReceiver(int status) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.posts.add(new Post(exchange.getRequestURI().toString(),
					String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")), body));
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
		this.server.start();
	}

	String url(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	List<Post> posts() {
		return this.posts;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	record Post(String path, String contentType, String body) {
	}

}
