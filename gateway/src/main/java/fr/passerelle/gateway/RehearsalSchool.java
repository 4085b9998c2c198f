package fr.passerelle.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The school of the {@link Rehearsal}: its ENT, which accepts any ticket, and its
 * application, on a free port of this machine's own address.
 */
final class RehearsalSchool implements AutoCloseable {

	static final String UAI = "0330001A";

	static final String BASE = "/pronote";

	static final String PAGE = BASE + "/parent.html";

	static final String MARKER = "rehearsed-page";

	private static final int PAGE_SIZE = 8192;

	private static final String CAS = "/cas";

	private static final String ANSWER = """
			<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>%s</cas:user>
			<cas:attributes><cas:ENTPersonProfils>National_2</cas:ENTPersonProfils>
			<cas:ENTPersonStructRattachRNE>0330001A</cas:ENTPersonStructRattachRNE><cas:sn>Martin</cas:sn>
			<cas:givenName>Camille</cas:givenName></cas:attributes></cas:authenticationSuccess></cas:serviceResponse>
			""";

	private static final String DOCUMENT = """
			{"uai": "0330001A", "name": "Rehearsal", "publicUrl": "%s", "upstream": "%s",
			"delegations": [{"id": "ent", "label": "ENT", "protocol": "CAS",
			"cas": {"serverUrl": "%s", "validation": "CAS3"}}],
			"espaces": {"parent": {"delegations": ["ent"], "directLogin": true}}}
			""";

	private final HttpServer server;

	private RehearsalSchool(HttpServer server) {
		this.server = server;
	}

	static RehearsalSchool open() throws IOException {
		RehearsalSchool school = new RehearsalSchool(
				HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		school.server.createContext(CAS, RehearsalSchool::validate);
		school.server.createContext("/", RehearsalSchool::page);
		school.server.start();
		return school;
	}

	/** Where browsers find the school if the gateway has this port. */
	static String publicUrl(int port) {
		return "http://localhost:" + port;
	}

	/** The configuration document. */
	String document(int port) {
		String own = "http://127.0.0.1:" + this.server.getAddress().getPort();
		return DOCUMENT.formatted(publicUrl(port), own, own + CAS);
	}

	/** The address to which the ENT would send a browser back. */
	static String serviceOf(String login) {
		String parameter = "service=";
		int begin = login.indexOf(parameter) + parameter.length();
		int end = login.indexOf('&', begin);
		return URLDecoder.decode((end < 0) ? login.substring(begin) : login.substring(begin, end),
				StandardCharsets.UTF_8);
	}

	private static void validate(HttpExchange exchange) throws IOException {
		String ticket = exchange.getRequestURI().getQuery().replaceAll(".*ticket=(ST-[0-9]+).*", "$1");
		answer(exchange, "text/xml;charset=UTF-8", ANSWER.formatted(ticket.replace("ST-", "user")));
	}

	private static void page(HttpExchange exchange) throws IOException {
		answer(exchange, "text/html;charset=UTF-8", MARKER + " ".repeat(PAGE_SIZE));
	}

	private static void answer(HttpExchange exchange, String type, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getRequestBody().readAllBytes();
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
