package fr.passerelle.tryit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Options of a trial.
 *
 * @param port of the gateway; 0 is any free one, as for the other ports
 * @param entPort of ENT Horizon
 * @param secondEntPort of ENT Littoral
 * @param appPort of the sample Espace application
 * @param gateway the gateway's start script or jar; null means this build's script
 * @param data the folder of all trials; null means beside this program. Each trial has
 * its own folder there and empties it at its start
 * @param stay whether to run until Ctrl-C
 * @param settings arguments for the gateway, such as {@code --passerelle.ent.timeout=2s}
 */
public record Options(int port, int entPort, int secondEntPort, int appPort, @Nullable Path gateway,
		@Nullable Path data, boolean stay, List<String> settings) {

	static final String HELP = """
			Starts the gateway, two mock ENTs and a sample Espace application, and prints addresses to open.

			  ./try-it.sh [flags]

			  --port <n>              port of the gateway, 0 for any free one    (8080)
			  --ent-port <n>          port of ENT Horizon                        (8090)
			  --second-ent-port <n>   port of ENT Littoral                       (8091)
			  --app-port <n>          port of the sample Espace application      (9000)
			  --gateway <file>        another start script or passerelle.jar than this build's
			  --no-wait               stop as soon as everything has started
			  --passerelle.<key>=<v>  a setting of the gateway; may be repeated
			  --help                  this text
			""";

	private static final int MAX_PORT = 65535;

	public Options {
		settings = List.copyOf(settings);
	}

	/** The usual ports. */
	static Options usual() {
		return new Options(8080, 8090, 8091, 9000, null, null, true, List.of());
	}

	/**
	 * Chooses free ports everywhere, so that several trials can run side by side.
	 * @param data the folder of their data
	 * @return options for tests
	 */
	public static Options anywhere(Path data) {
		return new Options(0, 0, 0, 0, null, data, false, List.of());
	}

	/**
	 * Adds a setting of the gateway.
	 * @param setting such as {@code --passerelle.ent.timeout=2s}
	 * @return a changed copy
	 */
	public Options withSetting(String setting) {
		List<String> more = new ArrayList<>(this.settings);
		more.add(setting);
		return new Options(this.port, this.entPort, this.secondEntPort, this.appPort, this.gateway, this.data,
				this.stay, more);
	}

	/**
	 * Reads a command line.
	 * @throws TrialFailedException naming the argument that is not understood
	 */
	static Options read(String... arguments) {
		Options options = usual();
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			options = options.with(rest.next(), rest);
		}
		return options;
	}

	private Options with(String argument, Iterator<String> rest) {
		if (argument.startsWith("--passerelle.") && argument.contains("=")) {
			return withSetting(argument);
		}
		int equals = argument.indexOf('=');
		String flag = (equals < 0) ? argument : argument.substring(0, equals);
		Value value = new Value(flag, (equals < 0) ? null : argument.substring(equals + 1), rest);
		return switch (flag) {
			case "--port" -> new Options(value.port(), this.entPort, this.secondEntPort, this.appPort, this.gateway,
					this.data, this.stay, this.settings);
			case "--ent-port" -> new Options(this.port, value.port(), this.secondEntPort, this.appPort, this.gateway,
					this.data, this.stay, this.settings);
			case "--second-ent-port" -> new Options(this.port, this.entPort, value.port(), this.appPort, this.gateway,
					this.data, this.stay, this.settings);
			case "--app-port" -> new Options(this.port, this.entPort, this.secondEntPort, value.port(), this.gateway,
					this.data, this.stay, this.settings);
			case "--gateway" -> new Options(this.port, this.entPort, this.secondEntPort, this.appPort, value.path(),
					this.data, this.stay, this.settings);
			case "--no-wait" -> new Options(this.port, this.entPort, this.secondEntPort, this.appPort, this.gateway,
					this.data, false, this.settings);
			default -> throw new TrialFailedException("'%s' is not understood; --help shows all flags".formatted(flag));
		};
	}

	/** The value after a flag, or after its equals sign. */
	private record Value(String flag, @Nullable String joined, Iterator<String> rest) {

		String text() {
			try {
				return (this.joined != null) ? this.joined : this.rest.next();
			}
			catch (NoSuchElementException ex) {
				throw new TrialFailedException("'%s' needs a value".formatted(this.flag), ex);
			}
		}

		int port() {
			String text = text();
			if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT) {
				return Integer.parseInt(text);
			}
			throw new TrialFailedException("'%s' is not a port for %s: 0 to 65535".formatted(text, this.flag));
		}

		Path path() {
			String text = text();
			try {
				return Path.of(text);
			}
			catch (InvalidPathException ex) {
				throw new TrialFailedException("'%s' is not a file for %s".formatted(text, this.flag), ex);
			}
		}

	}

}
