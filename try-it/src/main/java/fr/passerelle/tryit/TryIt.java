package fr.passerelle.tryit;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a trial and prints what to open.
 */
public final class TryIt {

	private static final int NOT_STARTED = 1;

	private final PrintStream out;

	private final PrintStream err;

	TryIt(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Starts a trial and serves until Ctrl-C.
	 * @param arguments see {@code --help}
	 * @throws InterruptedException if told to stop
	 */
	public static void main(String[] arguments) throws InterruptedException {
		Charset terminal = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
		TryIt tryIt = new TryIt(new PrintStream(System.out, true, terminal),
				new PrintStream(System.err, true, terminal));
		System.exit(tryIt.run(arguments));
	}

	/**
	 * Starts a trial from another program.
	 * @param options its options
	 * @return the trial, which the caller closes
	 * @throws TrialFailedException if it cannot start; then nothing runs
	 */
	public static Running start(Options options) {
		Path target = target();
		Path gateway = (options.gateway() != null) ? options.gateway()
				: target.resolve("../../gateway/target/passerelle/bin/passerelle").normalize();
		if (!Files.isRegularFile(gateway)) {
			throw new TrialFailedException(
					"there is no gateway at %s; build it, or name one with --gateway <file>".formatted(gateway));
		}
		Path data = (options.data() != null) ? options.data() : target.resolve("try-it-data");
		return Running.start(options, gateway.toAbsolutePath(), data);
	}

	int run(String... arguments) throws InterruptedException {
		if (List.of(arguments).contains("--help")) {
			this.out.print(Options.HELP);
			return 0;
		}
		try {
			Options options = Options.read(arguments);
			this.out.println("Starting the gateway, two mock ENTs and a sample Espace application...");
			Running trial = start(options);
			Runtime.getRuntime().addShutdownHook(new Thread(trial::close, "try-it-stop"));
			new Announcement(this.out).print(trial);
			if (options.stay()) {
				new CountDownLatch(1).await();
			}
			return 0;
		}
		catch (TrialFailedException ex) {
			this.err.println("try-it: " + ex.getMessage());
			return NOT_STARTED;
		}
	}

	/** The folder of the jar, or of the classes: {@code try-it/target}. */
	private static Path target() {
		try {
			Path self = Path.of(TryIt.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			Path parent = self.toAbsolutePath().getParent();
			return (parent != null) ? parent : self;
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException("the jar's own address is not readable", ex);
		}
	}

}
