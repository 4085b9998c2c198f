package fr.passerelle.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import fr.passerelle.bench.clients.ProxyClientBench;
import fr.passerelle.bench.load.Measurement;
import fr.passerelle.bench.load.Plan;
import fr.passerelle.bench.load.PretendServers;

/** The command: {@code java -jar bench/target/bench.jar COMMAND}. */
public final class Bench {

	private static final String USAGE = """
			java -jar bench/target/bench.jar COMMAND

			  run [FLAGS]      measures the built gateway: a table on the output, figures in a JSON file
			  smoke [FLAGS]    the same with a few hundred operations of each, as in CI
			  jmh [ARGUMENTS]  the pieces of the hot path, with JMH's own arguments
			  clients [ROUNDS SECONDS CONNECTIONS]   the proxy's HTTP client (docs/adr/0003)

			FLAGS of run and smoke, with their defaults:
			""";

	private Bench() {
	}

	/** Runs one command. */
	public static void main(String[] arguments) throws Exception {
		System.exit(run(List.of(arguments)));
	}

	/**
	 * Runs one command.
	 * @param arguments the command and its own arguments
	 * @return the exit code: 1 where an answer was not as expected or the machine cannot
	 * do it, 2 where the arguments are wrong
	 */
	static int run(List<String> arguments) throws Exception {
		String command = arguments.isEmpty() ? "help" : arguments.get(0);
		List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
		try {
			switch (command) {
				case "run", "smoke" -> {
					return Measurement.run(Plan.of(rest, command.equals("smoke")));
				}
				case "clients" -> {
					return ProxyClientBench.run(rest);
				}
				case "jmh" -> {
					org.openjdk.jmh.Main.main(rest.toArray(String[]::new));
					return 0;
				}
				case "serve" -> {
					PretendServers.serve(Duration.ofSeconds(Long.parseLong(rest.get(0))), System.in);
					return 0;
				}
				default -> {
					System.out.println(USAGE + Plan.help());
					return command.equals("help") ? 0 : 2;
				}
			}
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			return 2;
		}
		catch (IOException ex) {
			System.err.println(ex.getMessage());
			return 1;
		}
	}

}
