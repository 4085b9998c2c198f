package fr.passerelle.mockcas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.global.GlobalSettings;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.junit.Stubbing;
import com.github.tomakehurst.wiremock.security.Authenticator;
import com.github.tomakehurst.wiremock.standalone.JsonFileMappingsSource;
import com.github.tomakehurst.wiremock.standalone.MappingFileException;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.Stores;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import com.github.tomakehurst.wiremock.verification.notmatched.NotMatchedRenderer;
import org.jspecify.annotations.Nullable;

/**
 * The WireMock instance under a server: the CAS paths, and the integrator's own stubs
 * beside them.
 */
final class WebServer {

	/** A client of the fault LATE keeps a thread, and the others must still be served. */
	private static final int THREADS = 64;

	private static final int HEADERS = 16 * 1024;

	/** Bytes of an answer that WireMock copies even without a journal. */
	private static final int LOGGED_WITHOUT_JOURNAL = 16;

	private static final int LOGGED = 64 * 1024;

	private static final long STOP_MS = 100;

	/** Before stubs without a priority, which have 5. After stubs of priority 1. */
	private static final int CAS_PRIORITY = 2;

	/** The folder that WireMock itself takes for {@code __files}. */
	private static final String USUAL_FILES = "src/test/resources";

	private final MockCasBuilder<?> builder;

	private final WireMockFrontDoor frontDoor;

	private final @Nullable SelfSignedCertificate certificate;

	/** Stubs and journal of WireMock, which survive a stop. */
	private final Stores stores;

	private int port;

	private int httpsPort;

	private boolean listening;

	private @Nullable WireMockServer server;

	/** The stubs that a reset keeps or restores. */
	private List<StubMapping> lasting = List.of();

	WebServer(MockCasBuilder<?> builder, WireMockFrontDoor frontDoor) {
		this.builder = builder;
		this.frontDoor = frontDoor;
		this.port = builder.port;
		this.httpsPort = builder.httpsPort;
		this.certificate = builder.https ? SelfSignedCertificate.forNames(builder.certificateNames,
				builder.certificateFrom, builder.certificateLife) : null;
		this.stores = new DefaultStores(files());
	}

	synchronized void start() {
		if (this.listening) {
			return;
		}
		WireMockConfiguration options = options();
		Path keyStore = (this.certificate != null) ? withHttps(options, this.certificate) : null;
		WireMockServer started;
		try {
			started = new WireMockServer(options);
			if (this.lasting.isEmpty()) {
				this.lasting = stubbed(started);
			}
			started.start();
		}
		finally {
			delete(keyStore);
		}
		this.server = started;
		this.listening = true;
		this.port = started.port();
		this.httpsPort = (this.certificate != null) ? started.httpsPort() : 0;
	}

	synchronized void stop() {
		if (this.server != null && this.listening) {
			this.server.stop();
			this.listening = false;
		}
	}

	/**
	 * Removes what an integrator has added or changed. The CAS paths answer all the
	 * while.
	 */
	synchronized void reset() {
		if (this.server == null) {
			return;
		}
		for (StubMapping stub : this.server.getStubMappings()) {
			if (!this.lasting.contains(stub)) {
				this.server.removeStub(stub.getId());
			}
		}
		List<StubMapping> left = this.server.getStubMappings();
		this.lasting.stream().filter((stub) -> !left.contains(stub)).forEach(this.server::addStubMapping);
		this.server.resetScenarios();
		this.server.resetRequests();
		this.server.updateGlobalSettings(GlobalSettings.defaults());
	}

	synchronized Stubbing stubbing() {
		if (this.server == null) {
			throw neverStarted();
		}
		return this.server;
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

	/** The port survives a stop, so that tests can ask for an ENT that is down. */
	private static int runningPort(int port) {
		if (port == 0) {
			throw neverStarted();
		}
		return port;
	}

	private static IllegalStateException neverStarted() {
		return new IllegalStateException("this server was never started");
	}

	private String host() {
		String bind = this.builder.bind;
		return List.of("127.0.0.1", "0.0.0.0", "::1", "::").contains(bind) ? "localhost" : bind;
	}

	/**
	 * Adds the stubs of the folder and the CAS paths.
	 * @throws IllegalArgumentException if a file of the folder cannot be read
	 */
	private List<StubMapping> stubbed(WireMockServer fresh) {
		if (this.builder.stubs != null) {
			try {
				fresh.loadMappingsUsing(new JsonFileMappingsSource(files().child("mappings"), null));
			}
			catch (MappingFileException ex) {
				throw new IllegalArgumentException("a stub in '%s' cannot be read: %s".formatted(this.builder.stubs,
						String.valueOf(ex.getMessage()).strip()), ex);
			}
		}
		fresh.stubFor(WireMock.any(WireMock.urlPathMatching(Pattern.quote(this.builder.path) + "(/.*)?"))
			.atPriority(CAS_PRIORITY)
			.willReturn(WireMock.aResponse().withTransformers(WireMockFrontDoor.NAME)));
		return List.copyOf(fresh.getStubMappings());
	}

	private FileSource files() {
		Path folder = this.builder.stubs;
		return new SingleRootFileSource((folder != null) ? folder.toString() : USUAL_FILES);
	}

	/** HTTP/2 is off: its frames would hide the faults. */
	private WireMockConfiguration options() {
		WireMockConfiguration options = WireMockConfiguration.options()
			.bindAddress(this.builder.bind)
			.port(this.port)
			.containerThreads(THREADS)
			.jettyHeaderRequestSize(HEADERS)
			.jettyStopTimeout(STOP_MS)
			.http2PlainDisabled(true)
			.http2TlsDisabled(true)
			.gzipDisabled(true)
			.stubRequestLoggingDisabled(true)
			.notifier(new ConsoleNotifier(false))
			.adminAuthenticator(new ClosedDoor())
			.fileSource(files())
			.withStores(this.stores)
			.mappingSource(new NoMappings())
			.notMatchedRendererFactory((extensions) -> new Elsewhere(this.builder.path))
			.extensions(this.frontDoor);
		return (this.builder.wireMockJournal > 0)
				? options.maxRequestJournalEntries(this.builder.wireMockJournal).maxLoggedResponseSize(LOGGED)
				: options.disableRequestJournal().maxLoggedResponseSize(LOGGED_WITHOUT_JOURNAL);
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
	 * Closes WireMock's administration over HTTP, by which a client could make the server
	 * fetch any address. Tests have {@link MockCasServer#wireMock()}.
	 */
	private static final class ClosedDoor implements Authenticator {

		@Override
		public boolean authenticate(Request request) {
			return false;
		}

	}

	/** Tells clients at other addresses where the CAS server is. */
	private static final class Elsewhere extends NotMatchedRenderer {

		private final String path;

		Elsewhere(String path) {
			this.path = path;
		}

		@Override
		protected ResponseDefinition render(Admin admin, ServeEvent event) {
			return ResponseDefinitionBuilder.responseDefinition()
				.withStatus(404)
				.withHeader("Content-Type", "text/plain;charset=UTF-8")
				.withBody("the server is at " + this.path + "\n")
				.build();
		}

	}

	/**
	 * Keeps WireMock from loading {@code src/test/resources/mappings}, where an
	 * integrator's project may keep stubs of other tests.
	 */
	private static final class NoMappings implements MappingsSource {

		@Override
		public void loadMappingsInto(StubMappings stubs) {
		}

		@Override
		public void save(List<StubMapping> stubs) {
		}

		@Override
		public void save(StubMapping stub) {
		}

		@Override
		@SuppressWarnings("removal")
		public void remove(StubMapping stub) {
		}

		@Override
		public void removeAll() {
		}

	}

}
