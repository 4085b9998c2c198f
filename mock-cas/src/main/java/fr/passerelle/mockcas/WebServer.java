package fr.passerelle.mockcas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.security.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * The WireMock instance under a server.
 */
final class WebServer {

	/** A client kept waiting holds a thread, and the others must still be served. */
	private static final int THREADS = 64;

	private static final int HEADERS = 16 * 1024;

	/** How much of a body WireMock copies for a journal that is off. */
	private static final int LOGGED = 16;

	private static final long STOP_MS = 100;

	private final MockCasBuilder<?> builder;

	private final WireMockFrontDoor frontDoor;

	private final @Nullable SelfSignedCertificate certificate;

	private int port;

	private int httpsPort;

	private @Nullable WireMockServer server;

	WebServer(MockCasBuilder<?> builder, WireMockFrontDoor frontDoor) {
		this.builder = builder;
		this.frontDoor = frontDoor;
		this.port = builder.port;
		this.httpsPort = builder.httpsPort;
		this.certificate = builder.https ? SelfSignedCertificate.forNames(builder.certificateNames,
				builder.certificateFrom, builder.certificateLife) : null;
	}

	synchronized void start() {
		if (this.server != null) {
			return;
		}
		WireMockConfiguration options = options();
		Path keyStore = (this.certificate != null) ? withHttps(options, this.certificate) : null;
		WireMockServer started = new WireMockServer(options);
		try {
			started.start();
		}
		finally {
			delete(keyStore);
		}
		started.stubFor(WireMock.any(WireMock.anyUrl())
			.willReturn(WireMock.aResponse().withTransformers(WireMockFrontDoor.NAME)));
		this.server = started;
		this.port = started.port();
		this.httpsPort = (this.certificate != null) ? started.httpsPort() : 0;
	}

	synchronized void stop() {
		if (this.server != null) {
			this.server.stop();
			this.server = null;
		}
	}

	synchronized String httpBase() {
		return "http://" + host() + ":" + runningPort(this.port);
	}

	synchronized String httpsBase() {
		certificate();
		return "https://" + host() + ":" + runningPort(this.httpsPort);
	}

	SelfSignedCertificate certificate() {
		if (this.certificate == null) {
			throw new IllegalStateException("this server was built without HTTPS");
		}
		return this.certificate;
	}

	/** The port outlives a stop, so that tests can ask for an ENT that is down. */
	private static int runningPort(int port) {
		if (port == 0) {
			throw new IllegalStateException("this server was never started");
		}
		return port;
	}

	private String host() {
		String bind = this.builder.bind;
		return List.of("127.0.0.1", "0.0.0.0", "::1", "::").contains(bind) ? "localhost" : bind;
	}

	/** HTTP/2 is off: its frames would hide the faults. */
	private WireMockConfiguration options() {
		return WireMockConfiguration.options()
			.bindAddress(this.builder.bind)
			.port(this.port)
			.containerThreads(THREADS)
			.jettyHeaderRequestSize(HEADERS)
			.jettyStopTimeout(STOP_MS)
			.http2PlainDisabled(true)
			.http2TlsDisabled(true)
			.gzipDisabled(true)
			.disableRequestJournal()
			.maxLoggedResponseSize(LOGGED)
			.stubRequestLoggingDisabled(true)
			.notifier(new ConsoleNotifier(false))
			.adminAuthenticator(new ClosedDoor())
			.extensions(this.frontDoor);
	}

	private Path withHttps(WireMockConfiguration options, SelfSignedCertificate shown) {
		String password = UUID.randomUUID().toString();
		try {
			Path file = shown.writeKeyStore(password);
			options.httpsPort(this.httpsPort)
				.keystoreType("PKCS12")
				.keystorePath(file.toString())
				.keystorePassword(password)
				.keyManagerPassword(password);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(@Nullable Path keyStore) {
		try {
			if (keyStore != null) {
				Files.deleteIfExists(keyStore);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * WireMock's own administration could be made to fetch any address; nobody needs it
	 * here.
	 */
	private static final class ClosedDoor implements Authenticator {

		@Override
		public boolean authenticate(Request request) {
			return false;
		}

	}

}
