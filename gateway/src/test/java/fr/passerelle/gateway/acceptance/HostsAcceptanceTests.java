package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A console with a host of its own, behind a proxy that says the host asked for.
 */
class HostsAcceptanceTests {

	private static final String CONSOLE = "console.example.fr";

	private static final String SCHOOL = "0330008H.example.fr";

	private static final String OTHER = "other.example.fr";

	private static final int PORT = LoopbackPort.free();

	private static final String BASE = "http://127.0.0.1:" + PORT;

	private static final EchoApplication APPLICATION = new EchoApplication();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path folder;

	@SuppressWarnings("NullAway.Init")
	private static LocalGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		Files.createDirectories(folder.resolve("documents"));
		Files.writeString(folder.resolve("documents/a.yaml"), document("0330008H", "https://" + SCHOOL));
		Files.writeString(folder.resolve("documents/b.yaml"), document("0330009J", "http://" + OTHER));
		gateway = LocalGateway.start(PORT, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("documents"),
				"--passerelle.admin.password=" + World.ADMIN.split(":", 2)[1], "--passerelle.probe.enabled=false",
				"--passerelle.console.hosts=" + CONSOLE, "--passerelle.trusted-proxies=127.0.0.1",
				"--passerelle.trusted-forwarded-host=true");
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@Test
	void consoleWhenItHasAHostThenThereAlone() {
		for (String host : List.of(CONSOLE, "CONSOLE.example.fr.", CONSOLE + ":8443")) {
			assertThat(get("/console/login", "Host", host).status()).as(host).isEqualTo(200);
			assertThat(api("/api/v1/establishments", host).status()).as(host).isEqualTo(200);
			assertThat(get("/actuator/health", "Host", host).status()).as(host).isEqualTo(200);
		}
		for (String path : List.of("/console/login", "/console/", "/api/v1/establishments", "/v3/api-docs",
				"/actuator/prometheus")) {
			assertThat(api(path, SCHOOL).status()).as(path).isEqualTo(404);
			assertThat(api(path, "127.0.0.1:" + PORT).status()).as(path).isEqualTo(421);
		}
	}

	@Test
	void espacesWhenHostIsTheConsolesThenNone() {
		assertThat(get("/", "Host", CONSOLE).location()).isEqualTo("/console/");
		for (String path : List.of("/pronote/", "/pronote/parent.html", "/pronote/assets/x",
				"/.passerelle/jwks.json")) {
			assertThat(get(path, "Host", CONSOLE).status()).as(path).isEqualTo(421);
		}
	}

	@Test
	void healthWhenAskedByTheMachinesAddressThenAnswers() {
		assertThat(get("/actuator/health", "Host", "127.0.0.1:" + PORT).status()).isEqualTo(200);
		assertThat(get("/actuator/health/liveness", "Host", "10.42.0.7:8080").status()).isEqualTo(200);
		assertThat(get("/actuator/health", "Host", SCHOOL).status()).isEqualTo(404);
	}

	@Test
	void publicUrlWhenHostIsTheConsolesThenRefusedByItsPath() {
		Reply refused = send("POST", "/api/v1/establishments", document("0330010K", "http://" + CONSOLE + ":9999"),
				"Host", CONSOLE, "Content-Type", "application/yaml", "Authorization", basic());
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.json().path("faults").path(0).path("path").asString()).isEqualTo("publicUrl");
	}

	@Test
	void addressesOfOursBeginWithPublicUrlAsWritten() {
		for (String host : List.of(SCHOOL, "0330008h.EXAMPLE.fr", "0330008h.example.fr.:8443")) {
			assertThat(get("/pronote", "Host", host).location()).as(host).startsWith("https://" + SCHOOL + "/pronote/");
		}
	}

	@Test
	void forwardedHostWhenTheProxyMaySayItThenOneCounts() {
		assertThat(get("/pronote", "Host", OTHER, "X-Forwarded-Host", SCHOOL).location())
			.startsWith("https://" + SCHOOL);
		assertThat(get("/pronote", "Host", OTHER, "X-Forwarded-Host", SCHOOL + ", " + OTHER).status()).isEqualTo(421);
		assertThat(get("/pronote", "Host", OTHER, "X-Forwarded-Host", "").status()).isEqualTo(421);
		assertThat(get("/pronote", "Host", OTHER, "X-Forwarded-Host", SCHOOL, "X-Forwarded-Host", OTHER).status())
			.isEqualTo(421);
		assertThat(
				get("/pronote", "Host", OTHER, "X-Forwarded-Host", SCHOOL, "X-Forwarded-For", "192.0.2.7").location())
			.startsWith("https://" + SCHOOL);
	}

	@Test
	void otherForwardingHeadersSayNoHost() {
		assertThat(get("/pronote", "Host", OTHER, "Forwarded", "host=" + SCHOOL + ";proto=https", "X-Original-Host",
				SCHOOL, "X-Forwarded-Server", SCHOOL, "X-Forwarded-Port", "8443", "X-Forwarded-Prefix", "/x", "X-Host",
				SCHOOL)
			.location()).isEqualTo("http://" + OTHER + "/pronote/");
	}

	@Test
	void transportSecurityWhenOverTlsThenOnEveryAnswer() {
		for (String path : List.of("/pronote/", "/nowhere", "/pronote/assets/x", "/a//b")) {
			assertThat(get(path, "Host", SCHOOL).header("Strict-Transport-Security")).as(path)
				.isEqualTo("max-age=31536000");
			assertThat(get(path, "Host", OTHER).header("Strict-Transport-Security")).as(path).isEmpty();
		}
		for (String proto : List.of("https", "HTTPS", "https,http", "https, https")) {
			assertThat(get("/console/login", "Host", CONSOLE, "X-Forwarded-Proto", proto)
				.header("Strict-Transport-Security")).as(proto).isEqualTo("max-age=31536000");
			assertThat(get("/api/v1/ents", "Host", CONSOLE, "X-Forwarded-Proto", proto)
				.header("Strict-Transport-Security")).as(proto).isEqualTo("max-age=31536000");
			assertThat(get("/pronote/", "Host", "unknown.example.fr", "X-Forwarded-Proto", proto)
				.header("Strict-Transport-Security")).as(proto).isEqualTo("max-age=31536000");
		}
		for (String proto : List.of("http", "http,https", "")) {
			assertThat(get("/console/login", "Host", CONSOLE, "X-Forwarded-Proto", proto)
				.header("Strict-Transport-Security")).as(proto).isEmpty();
		}
	}

	private static String document(String uai, String publicUrl) {
		return """
				uai: %s
				name: École
				publicUrl: %s
				upstream: %s
				espaces:
				  parent: { published: true, directLogin: true }
				""".formatted(uai, publicUrl, APPLICATION.url());
	}

	private static String basic() {
		return "Basic " + Base64.getEncoder().encodeToString(World.ADMIN.getBytes(StandardCharsets.UTF_8));
	}

	private static Reply api(String path, String host) {
		return get(path, "Host", host, "Authorization", basic());
	}

	private static Reply get(String path, String... headers) {
		return send("GET", path, null, headers);
	}

	private static Reply send(String method, String path, @Nullable String body, String... headers) {
		StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.0\r\n");
		for (int i = 0; i < headers.length; i += 2) {
			request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
		}
		byte[] content = (body != null) ? body.getBytes(StandardCharsets.UTF_8) : new byte[0];
		request.append("Content-Length: ").append(content.length).append("\r\n\r\n");
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write(content);
			return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Reply read(String answer) {
		int end = answer.indexOf("\r\n\r\n");
		String[] head = answer.substring(0, end).split("\r\n", -1);
		Map<String, List<String>> headers = new HashMap<>();
		for (int i = 1; i < head.length; i++) {
			String[] field = head[i].split(":", 2);
			headers.computeIfAbsent(field[0], (name) -> new ArrayList<>()).add(field[1].strip());
		}
		return new Reply(URI.create(BASE), Integer.parseInt(head[0].split(" ", -1)[1]),
				HttpHeaders.of(headers, (name, value) -> true), answer.substring(end + 4));
	}

}
