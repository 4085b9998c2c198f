package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a browser goes. The name is sent and never resolved: every port is on the
 * loopback address.
 *
 * @param authority host and port
 * @param port of the authority
 * @param target path and query
 */
record Address(String authority, int port, String target) {

	/** How browsers ask for a page. */
	private static final String HEADERS = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
			+ "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
			+ "Accept-Language: fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3\r\nAccept-Encoding: gzip, deflate\r\n"
			+ "Sec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Site: none\r\n";

	/** Reads an address like {@code http://localhost:8080/path}. */
	static Address of(String url) throws IOException {
		int slash = url.indexOf('/', "http://".length());
		String authority = url.substring("http://".length(), (slash < 0) ? url.length() : slash);
		int colon = authority.lastIndexOf(':');
		if (!url.startsWith("http://") || colon < 0) {
			throw new IOException("not on this machine: " + url);
		}
		try {
			return new Address(authority, Integer.parseInt(authority.substring(colon + 1)),
					(slash < 0) ? "/" : url.substring(slash));
		}
		catch (NumberFormatException ex) {
			throw new IOException("no port: " + url, ex);
		}
	}

	/** Another target of the same server. */
	Address at(String path) {
		return new Address(this.authority, this.port, path);
	}

	/** Where a redirect leads. */
	Address follow(String location) throws IOException {
		return location.startsWith("/") ? at(location) : of(location);
	}

	/** A browser's request for this page; without cookies where the text is empty. */
	byte[] get(String cookies) {
		return request("GET", HEADERS + (cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n"), "");
	}

	/** A request with headers, each with its line end, and a body of ASCII. */
	byte[] request(String method, String headers, String body) {
		String length = (body.isEmpty() && method.equals("GET")) ? "" : "Content-Length: " + body.length() + "\r\n";
		return (method + " " + this.target + " HTTP/1.1\r\nHost: " + this.authority + "\r\n" + headers + length + "\r\n"
				+ body)
			.getBytes(StandardCharsets.ISO_8859_1);
	}

}
