package fr.passerelle.mockcas.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import fr.passerelle.mockcas.Layout;
import fr.passerelle.mockcas.MockCasBuilder;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.Platform;
import fr.passerelle.mockcas.Quirk;
import fr.passerelle.mockcas.SloStyle;
import org.jspecify.annotations.Nullable;

/**
 * Reads the command line into a builder.
 */
final class Flags {

	static final String HELP = """
			A CAS server to test against.

			  java -jar mock-cas.jar [flags]

			  --port <n>         port of HTTP, 0 for any free one            (8090)
			  --bind <address>   address to listen on                        (127.0.0.1)
			  --https            HTTPS too, on any free port
			  --https-port <n>   HTTPS too, on this port
			  --path <path>      path of the server                          (/cas)
			  --platform <name>  imitate an ENT's platform; --platform help
			                     lists the names and their quirks            (none)
			  --quirk <name>     a known fault of the platform; may be repeated
			  --layout <name>    flat, grouped, nested, nested-prefixed,
			                     name-value, grouped-name-value,
			                     flat-and-grouped                  (the platform's)
			  --slo <form>       single logout: form, raw, off     (the platform's)
			  --name <text>      name of the ENT on its pages                (ENT de test)
			  --people <file>    people who can sign in, as CSV; see README  (16 people)
			  --service <url>    accept this service only; * stops at a
			                     slash, ** does not; may be repeated         (any service)
			  --stubs <folder>   stubs of WireMock beside the CAS paths:
			                     mappings/*.json, bodies in __files
			  --strict-saml      refuse a SAML request without RequestID or
			                     IssueInstant; real servers accept it
			  --help             this text
			""";

	private static final int USUAL_PORT = 8090;

	private static final int MOST_PORTS = 65535;

	private final MockCasBuilder<MockCasServer> builder = MockCasServer.server().port(USUAL_PORT);

	private final List<String> services = new ArrayList<>();

	private final List<Quirk> quirks = new ArrayList<>();

	private @Nullable Platform platform;

	private boolean https;

	/** What to show instead of starting a server. */
	private @Nullable String help;

	private Flags() {
	}

	/**
	 * Reads a command line.
	 * @throws IllegalArgumentException with a sentence for the person at the terminal
	 */
	static Flags read(String... arguments) {
		Flags flags = new Flags();
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			String argument = rest.next();
			int equals = argument.indexOf('=');
			String flag = (equals < 0) ? argument : argument.substring(0, equals);
			flags.take(flag, (equals < 0) ? null : argument.substring(equals + 1), rest);
		}
		flags.imitate();
		if (!flags.services.isEmpty()) {
			flags.builder.services(flags.services.toArray(new String[0]));
		}
		return flags;
	}

	MockCasServer server() {
		return this.builder.build();
	}

	@Nullable String help() {
		return this.help;
	}

	boolean isHttps() {
		return this.https;
	}

	private void take(String flag, @Nullable String given, Iterator<String> rest) {
		switch (flag) {
			case "--help", "-h" -> this.help = HELP;
			case "--https" -> {
				this.https = true;
				this.builder.https();
			}
			case "--https-port" -> {
				this.https = true;
				this.builder.httpsPort(port(flag, value(flag, given, rest)));
			}
			case "--port" -> this.builder.port(port(flag, value(flag, given, rest)));
			case "--bind" -> this.builder.bind(value(flag, given, rest));
			case "--path" -> this.builder.path(value(flag, given, rest));
			case "--platform" -> platform(value(flag, given, rest));
			case "--quirk" -> this.quirks.add(Quirk.of(value(flag, given, rest)));
			case "--layout" -> this.builder.layout(Layout.of(value(flag, given, rest)));
			case "--slo" -> this.builder.slo(SloStyle.of(value(flag, given, rest)));
			case "--name" -> this.builder.name(value(flag, given, rest));
			case "--people" -> this.builder.people(PeopleFile.read(path(value(flag, given, rest))));
			case "--stubs" -> this.builder.stubs(path(value(flag, given, rest)));
			case "--strict-saml" -> this.builder.strictSaml();
			case "--service" -> this.services.add(value(flag, given, rest));
			default -> throw new IllegalArgumentException("flag '%s' is not known; accepted: --port, --bind, --https, "
				.formatted(flag)
					+ "--https-port, --path, --platform, --quirk, --layout, --slo, --name, --people, --service, --stubs, --strict-saml, --help");
		}
	}

	private void platform(String value) {
		if ("help".equalsIgnoreCase(value)) {
			this.help = platforms();
		}
		else {
			this.platform = Platform.of(value);
		}
	}

	private void imitate() {
		if (this.platform != null) {
			this.builder.platform(this.platform, this.quirks.toArray(new Quirk[0]));
		}
		else if (!this.quirks.isEmpty()) {
			throw new IllegalArgumentException("--quirk needs --platform; --platform help lists both");
		}
	}

	private static String platforms() {
		StringBuilder text = new StringBuilder("Platforms for --platform, each with its values for --quirk:\n");
		for (Platform known : Platform.values()) {
			text.append("%n  %-18s %s%n".formatted(known.code(), known.title()));
			known.quirks().forEach((quirk) -> text.append("    %-20s %s%n".formatted(quirk.code(), quirk.summary())));
		}
		return text.toString();
	}

	private static String value(String flag, @Nullable String given, Iterator<String> rest) {
		if (given != null) {
			return given;
		}
		if (!rest.hasNext()) {
			throw new IllegalArgumentException("flag '%s' needs a value".formatted(flag));
		}
		return rest.next();
	}

	private static int port(String flag, String value) {
		try {
			int port = Integer.parseInt(value);
			if (port >= 0 && port <= MOST_PORTS) {
				return port;
			}
		}
		catch (NumberFormatException ex) {
			// the exception below says it, as for a number out of range
		}
		throw new IllegalArgumentException("'%s' is no port for %s; accepted: 0 to 65535".formatted(value, flag));
	}

	private static Path path(String value) {
		try {
			return Path.of(value);
		}
		catch (InvalidPathException ex) {
			throw new IllegalArgumentException("'%s' is no file name".formatted(value), ex);
		}
	}

}
