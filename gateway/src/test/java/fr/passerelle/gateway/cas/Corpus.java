package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * The shared answers, real-shaped and hostile, and the readers that they are meant for.
 */
final class Corpus {

	static final String SERVICE = "https://0990000a.example.fr/pronote/eleve.html";

	static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

	private Corpus() {
	}

	static List<Sample> all() {
		return Stream.of("answers", "hostile").flatMap(Corpus::folder).toList();
	}

	private static Stream<Sample> folder(String folder) {
		String index = new String(bytes(folder + "/index.txt"), StandardCharsets.UTF_8);
		return index.lines().filter((line) -> !line.startsWith("#")).map((line) -> {
			String[] fields = line.split(" \\| ", -1);
			String name = folder + "/" + fields[0];
			return new Sample(name, fields[1], fields[2], fields[3], List.of(bytes(name)));
		});
	}

	private static byte[] bytes(String name) {
		try (InputStream stream = Corpus.class.getResourceAsStream("/corpora/" + name)) {
			if (stream == null) {
				throw new IllegalStateException("the index names a file that is not there: " + name);
			}
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Reads bytes as the dialect would; the outcome in the words of the index. */
	static String read(String dialect, String contentType, byte[] body) {
		if (dialect.equals("LOGOUT")) {
			List<ServiceTicket> tickets = LogoutMessage.read(contentType, body);
			return tickets.isEmpty() ? "NONE"
					: "TICKETS " + String.join(" ", tickets.stream().map(ServiceTicket::value).toList());
		}
		try {
			return words(dialect(dialect).read(new Reply(contentType, body), SERVICE));
		}
		catch (ValidationFailedException ex) {
			return ex.kind().name();
		}
	}

	static String words(DelegationOutcome outcome) {
		return outcome.fold((identity) -> "AUTHENTICATED " + identity.user() + " " + identity.attributes(),
				(code) -> "REFUSED " + code, (unavailable) -> unavailable.cause().name());
	}

	private static Dialect dialect(String name) {
		return switch (name) {
			case "CAS1" -> new PlainDialect();
			case "CAS2", "CAS3" -> new XmlDialect();
			case "SAML1" -> new SamlDialect(CLOCK);
			default -> throw new IllegalArgumentException(name);
		};
	}

	/**
	 * A line of the index and its file.
	 */
	record Sample(String name, String dialect, String contentType, String expected, List<byte[]> content) {

		byte[] body() {
			return this.content.get(0).clone();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
