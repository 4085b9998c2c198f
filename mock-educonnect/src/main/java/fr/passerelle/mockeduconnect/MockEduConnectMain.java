package fr.passerelle.mockeduconnect;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves until the process ends. */
public final class MockEduConnectMain {

	static final String HELP = """
			An imitation of EduConnect to test against.

			  java -jar mock-educonnect.jar [flags]

			  --port <n>         port of HTTP, 0 for any free one            (8095)
			  --bind <address>   address to listen on                        (127.0.0.1)
			  --service <file>   metadata of a service whose name is not the
			                     address of its metadata; may be repeated
			  --client <text>    a client of OpenID Connect:
			                     name,secret,return address and, if people
			                     come back after logout, where; repeatable
			  --no-slo           no logout address: people who leave stay here
			  --clear            assertions are not encrypted
			  --help             this text
			""";

	private static final int USUAL_PORT = 8095;

	private static final int BAD_USAGE = 2;

	private MockEduConnectMain() {
	}

	/**
	 * Starts it.
	 * @param arguments see {@code --help}
	 * @throws InterruptedException if told to stop
	 */
	public static void main(String[] arguments) throws InterruptedException {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		if (List.of(arguments).contains("--help")) {
			out.print(HELP);
			return;
		}
		MockEduConnect running;
		try {
			running = read(arguments).start();
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			System.err.println("mock-educonnect: " + ex.getMessage());
			System.err.println("--help shows all flags.");
			System.exit(BAD_USAGE);
			return;
		}
		announce(running, out);
		new CountDownLatch(1).await();
	}

	/** What a command line asks for. */
	static MockEduConnectBuilder read(String... arguments) {
		MockEduConnectBuilder builder = MockEduConnect.builder().port(USUAL_PORT);
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			String flag = rest.next();
			switch (flag) {
				case "--port" -> builder.port(port(value(flag, rest)));
				case "--bind" -> builder.bind(value(flag, rest));
				case "--service" -> builder.service(file(value(flag, rest)));
				case "--client" -> builder.client(Client.of(value(flag, rest)));
				case "--no-slo" -> builder.withoutSingleLogout();
				case "--clear" -> builder.withoutEncryption();
				default -> throw new IllegalArgumentException("flag '" + flag
						+ "' is not known; accepted: --port, --bind, --service, --client, --no-slo, --clear, --help");
			}
		}
		return builder;
	}

	static void announce(MockEduConnect running, PrintStream out) {
		out.println("EduConnect (imitation)");
		out.println("  entityID  " + running.entityId());
		out.println("  metadata  " + running.url() + "/idp/shibboleth");
		out.println("  issuer    " + running.issuer());
		out.println();
		for (Account account : running.accounts()) {
			out.printf("%-12s  %-8s  %s %s%n", account.username(), account.affiliation().value(), account.givenName(),
					account.familyName());
		}
		out.println();
		out.println("Any password is right. Stop with Ctrl-C.");
	}

	private static String value(String flag, Iterator<String> rest) {
		if (!rest.hasNext()) {
			throw new IllegalArgumentException("flag '" + flag + "' needs a value");
		}
		return rest.next();
	}

	private static int port(String text) {
		try {
			int port = Integer.parseInt(text);
			if (port >= 0 && port < 65_536) {
				return port;
			}
		}
		catch (NumberFormatException ex) {
			// The sentence below says the same.
		}
		throw new IllegalArgumentException("--port is a number from 0 to 65535, not '" + text + "'");
	}

	private static String file(String name) {
		try {
			return Files.readString(Path.of(name));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("'" + name + "' cannot be read");
		}
	}

}
