package fr.passerelle.mockcas.standalone;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.Person;
import fr.passerelle.mockcas.Platform;

/**
 * Starts a server and says where it is and who can sign in.
 */
public final class MockCasMain {

	private static final int BAD_USAGE = 2;

	private static final int NOT_STARTED = 1;

	private final PrintStream out;

	private final PrintStream err;

	MockCasMain(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Starts a server and serves until the process ends.
	 * @param arguments see {@code --help}
	 * @throws InterruptedException if told to stop
	 */
	public static void main(String[] arguments) throws InterruptedException {
		MockCasMain main = new MockCasMain(new PrintStream(System.out, true, StandardCharsets.UTF_8),
				new PrintStream(System.err, true, StandardCharsets.UTF_8));
		int status = main.run(arguments);
		if (status != 0) {
			System.exit(status);
		}
	}

	int run(String... arguments) throws InterruptedException {
		Flags flags;
		MockCasServer server;
		try {
			flags = Flags.read(arguments);
			String help = flags.help();
			if (help != null) {
				this.out.print(help);
				return 0;
			}
			server = flags.server();
		}
		catch (IllegalArgumentException ex) {
			return badUsage(ex);
		}
		return serve(server, flags.isHttps());
	}

	private int badUsage(IllegalArgumentException mistake) {
		this.err.println("mock-cas: " + mistake.getMessage());
		this.err.println("--help shows all flags.");
		return BAD_USAGE;
	}

	private int serve(MockCasServer server, boolean https) throws InterruptedException {
		try {
			server.start();
		}
		catch (IllegalArgumentException ex) {
			return badUsage(ex);
		}
		catch (RuntimeException ex) {
			this.err.println("mock-cas: cannot listen: " + ex.getMessage());
			return NOT_STARTED;
		}
		Runtime.getRuntime().addShutdownHook(new Thread(server::close, "mock-cas-stop"));
		announce(server, https);
		new CountDownLatch(1).await();
		return 0;
	}

	void announce(MockCasServer server, boolean https) {
		Platform platform = server.platform();
		this.out.println(server.name() + ((platform != null) ? ", imitates " + platform.title() : ""));
		this.out.println("  " + server.url());
		if (https) {
			this.out.println("  " + server.httpsUrl());
			this.out.println(server.certificatePem());
		}
		this.out.println();
		this.out.printf("%-12s  %-20s  %-24s  %s%n", "username", "name", "profiles", "role");
		for (Person person : server.people()) {
			this.out.printf("%-12s  %-20s  %-24s  %s%n", person.username(),
					(person.firstName() + " " + person.lastName()).strip(), String.join(" ", person.profiles()),
					person.role());
		}
		this.out.println();
		this.out.println("A fault for the next validation:");
		this.out.println("  curl -X PUT " + server.url() + "/__faults -d '{\"fault\":\"late\",\"times\":1}'");
		this.out.println("Stop with Ctrl-C.");
	}

}
