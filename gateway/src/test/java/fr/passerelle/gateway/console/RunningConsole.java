package fr.passerelle.gateway.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.Passerelle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole program on a port of its own, shared by the tests of the console. It trusts
 * this machine as a proxy, so that each browser can come from an address of its own.
 */
@SpringBootTest(classes = Passerelle.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningConsole {

	/** The administrator of the settings. */
	protected static final String ADMIN = "admin";

	/** And their password. */
	protected static final String PASSWORD = "Chosen-1";

	private static final Path DATA = temporaryFolder();

	private static final AtomicInteger CALLERS = new AtomicInteger();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("passerelle.data-dir", DATA::toString);
		registry.add("passerelle.admin.password", () -> PASSWORD);
		registry.add("passerelle.trusted-proxies", () -> "127.0.0.1");
		registry.add("passerelle.direct-login.attempts", () -> "5");
	}

	private static Path temporaryFolder() {
		try {
			return Files.createTempDirectory("passerelle-console");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Where the program answers. */
	protected final String origin() {
		return "http://127.0.0.1:" + this.port;
	}

	/** A browser from an address of its own, not signed in. */
	protected final ConsoleBrowser browser() {
		int caller = CALLERS.incrementAndGet();
		return new ConsoleBrowser(origin(), "203.0." + (caller / 250) + "." + (1 + caller % 250));
	}

	/** A browser in which the administrator has signed in. */
	protected final ConsoleBrowser administrator() {
		ConsoleBrowser browser = browser();
		if (browser.signIn(ADMIN, PASSWORD).statusCode() != 303) {
			throw new AssertionError("the administrator cannot sign in");
		}
		return browser;
	}

}
