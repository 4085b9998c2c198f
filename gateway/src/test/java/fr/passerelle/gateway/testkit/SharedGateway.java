package fr.passerelle.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.Passerelle;
import fr.passerelle.gateway.api.OpenApiConfiguration;
import fr.passerelle.gateway.people.PasswordHashing;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole program on a port of its own, one for all tests of API and console in a fork.
 * It trusts this machine as a proxy, so that each test can come from an address of its
 * own, and hashes passwords without Argon2id, which the acceptance tests keep. It has
 * springdoc, for the test of the API's description.
 */
@SpringBootTest(classes = { Passerelle.class, SharedGateway.CheapHashing.class, OpenApiConfiguration.class },
		webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class SharedGateway {

	/** The administrator of the settings. */
	protected static final String ADMIN_NAME = "admin";

	/** Their password. */
	protected static final String ADMIN_PASSWORD = "Chosen-1";

	/** Where a test may start the CAS server of the console's settings. */
	protected static final int CONSOLE_CAS_PORT = LoopbackPort.free();

	private static final Path DATA = temporaryFolder();

	private static final AtomicInteger CALLERS = new AtomicInteger();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("passerelle.data-dir", DATA::toString);
		registry.add("passerelle.admin.password", () -> ADMIN_PASSWORD);
		registry.add("passerelle.trusted-proxies", () -> "127.0.0.1");
		registry.add("springdoc.api-docs.enabled", () -> "true");
		registry.add("passerelle.direct-login.attempts", () -> "5");
		registry.add("passerelle.console.cas[0].id", () -> "academie");
		registry.add("passerelle.console.cas[0].label", () -> "Académie de Test");
		registry.add("passerelle.console.cas[0].server-url", () -> "http://127.0.0.1:" + CONSOLE_CAS_PORT + "/cas");
	}

	private static Path temporaryFolder() {
		try {
			return Files.createTempDirectory("passerelle-shared");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Where the program answers. */
	protected final String origin() {
		return "http://127.0.0.1:" + this.port;
	}

	/** An address that no other caller comes from. */
	protected static String newAddress() {
		int caller = CALLERS.incrementAndGet();
		return "203.0." + (caller / 250) + "." + (1 + caller % 250);
	}

	/** Compares texts in place of hashes. */
	@TestConfiguration(proxyBeanMethods = false)
	static class CheapHashing {

		@Bean
		@Primary
		PasswordHashing cheapPasswordHashing() {
			return new PasswordHashing(new PlainEncoder(), 4, Duration.ofSeconds(30));
		}

	}

	/** Costs nothing. */
	private static final class PlainEncoder implements PasswordEncoder {

		@Override
		public String encode(@Nullable CharSequence password) {
			return "plain " + password;
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
			return encode(password).equals(hash);
		}

	}

}
