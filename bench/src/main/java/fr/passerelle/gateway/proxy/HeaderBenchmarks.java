package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import fr.passerelle.bench.pieces.BenchSchool;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.Sessions;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The headers of a page, both ways, and the signature among them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class HeaderBenchmarks {

	private static final URI UPSTREAM = URI.create("http://127.0.0.1:9000");

	private static final String PAGE = "/pronote/parent.html";

	private static final String PUBLIC_URL = "https://school1.example.fr";

	private final Sessions sessions = BenchSchool.sessions(Clock.systemUTC());

	private final GatewaySession session = BenchSchool.open(this.sessions, 1, 1).session();

	private final Assertions assertions;

	private final IdentityHeaders identity;

	private final PassedHeaders passed;

	private final Passage passage;

	private final HttpFields browser = HttpFields.build()
		.add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
		.add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
		.add("Accept-Language", "fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3")
		.add("Accept-Encoding", "gzip, deflate, br")
		.add("Cookie", "passerelle-s-parent=" + "x".repeat(43) + "; lang=fr")
		.add("Sec-Fetch-Mode", "navigate")
		.asImmutable();

	private final HttpFields application = HttpFields.build()
		.add("Content-Type", "text/html")
		.add("Content-Length", "8192")
		.add("Date", "Sun, 29 Nov 2026 08:00:00 GMT")
		.add("Set-Cookie", "lang=fr; Path=/")
		.asImmutable();

	/** Makes a key in a folder of its own. */
	public HeaderBenchmarks() {
		this.assertions = new Assertions(SigningKeys.open(folder()), Clock.systemUTC());
		this.identity = new IdentityHeaders(this.assertions, Clock.systemUTC());
		this.passed = new PassedHeaders(this.identity);
		this.passage = new Passage(BenchSchool.school(1), UPSTREAM, new RequestPath(PAGE, PAGE, PAGE), null,
				this.session, "192.0.2.7", () -> Answer.empty(502), new Open());
	}

	private static Path folder() {
		try {
			return Files.createTempDirectory("passerelle-bench");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Of a session whose signature is kept. */
	@Benchmark
	public List<HttpField> identityKept() {
		return this.identity.of(this.session, PUBLIC_URL);
	}

	/** Of a session that is new: the store of sessions and the signature are in it. */
	@Benchmark
	public List<HttpField> identitySigned() {
		GatewaySession fresh = BenchSchool.open(this.sessions, 1, 2).session();
		List<HttpField> headers = this.identity.of(fresh, PUBLIC_URL);
		this.sessions.end(fresh);
		return headers;
	}

	/** The assertion alone, with its signature. */
	@Benchmark
	public String assertion() {
		return this.assertions.text(this.assertions.sign(this.session, PUBLIC_URL));
	}

	/** A browser's headers on their way to the application. */
	@Benchmark
	public HttpFields toApplication() {
		HttpFields.Mutable upstream = HttpFields.build();
		this.passed.toApplication(this.browser, this.passage, upstream);
		return upstream;
	}

	/** The application's headers on their way back. */
	@Benchmark
	public HttpFields toClient() {
		HttpFields.Mutable client = HttpFields.build();
		this.passed.toClient(this.application, this.passage, client);
		return client;
	}

	private static final class Open implements Lease {

		@Override
		public boolean lasts() {
			return true;
		}

		@Override
		public void used() {
		}

		@Override
		public Answer over() {
			return Answer.empty(401);
		}

	}

}
