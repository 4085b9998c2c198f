package fr.passerelle.gateway.wsfed;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;

import fr.passerelle.gateway.saml.TestKeys;
import fr.passerelle.gateway.testkit.LoopbackPort;
import org.awaitility.Awaitility;

/**
 * The token service of npm's {@code wsfed}, in a process of its own. It signs everybody
 * on as one parent.
 */
final class NodeSts implements AutoCloseable {

	/** What the machine needs; {@code test-it.sh} installs it where npm is. */
	static final String PACKAGES = "wsfed@6.0.0 xtend@4.0.2 express@4.22.3";

	/** Where {@code .mvn/setup.sh} puts them. */
	static final Path MODULES = Path.of(System.getProperty("user.home"), ".cache", "passerelle", "wsfed-6.0.0",
			"node_modules");

	private static final Path NODE = Path.of("/usr/bin/node");

	private static final Duration START = Duration.ofMinutes(1);

	private final int port = LoopbackPort.free();

	private final HttpClient client = HttpClient.newHttpClient();

	private final Process process;

	NodeSts(Path folder) throws IOException {
		Path key = folder.resolve("sts.key");
		Path certificate = folder.resolve("sts.crt");
		Files.writeString(key, pem("PRIVATE KEY", Base64.getMimeEncoder().encodeToString(TestKeys.key().getEncoded())));
		Files.writeString(certificate, pem("CERTIFICATE", TestKeys.certificate().replaceAll("(.{64})", "$1\n")));
		ProcessBuilder command = new ProcessBuilder(NODE.toString(), script().toString(), String.valueOf(this.port),
				key.toString(), certificate.toString());
		command.environment().put("NODE_PATH", MODULES.toString());
		this.process = command.redirectErrorStream(true).redirectOutput(folder.resolve("sts.log").toFile()).start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		Awaitility.await("the token service's start, see " + folder.resolve("sts.log"))
			.atMost(START)
			.failFast("the token service ended", () -> !this.process.isAlive())
			.until(this::answers);
	}

	static boolean isInstalled() {
		return Files.exists(NODE) && Files.exists(MODULES.resolve("wsfed"));
	}

	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	private boolean answers() throws InterruptedException {
		try {
			URI metadata = URI.create(url() + "/FederationMetadata/2007-06/FederationMetadata.xml");
			return this.client.send(HttpRequest.newBuilder(metadata).build(), BodyHandlers.ofString())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Path script() {
		try {
			return Path.of(Objects.requireNonNull(NodeSts.class.getResource("/sts/sts.js")).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(String what, String base64) {
		return "-----BEGIN " + what + "-----\n" + base64.strip() + "\n-----END " + what + "-----\n";
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
