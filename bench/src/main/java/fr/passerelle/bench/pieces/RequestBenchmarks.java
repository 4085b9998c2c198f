package fr.passerelle.bench.pieces;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.ClientAddresses;
import fr.passerelle.gateway.http.MalformedPathException;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the gateway finds out about each request: path, session, client. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class RequestBenchmarks {

	private static final int PEOPLE = 5000;

	private final Establishment school = BenchSchool.school(1);

	private final Sessions sessions = BenchSchool.sessions(Clock.systemUTC());

	private final String[] secrets = new String[PEOPLE];

	private final ClientAddresses addresses = new ClientAddresses(List.of("127.0.0.1", "10.0.0.0/8"));

	private int turn;

	/** Signs people in. */
	public RequestBenchmarks() {
		for (int i = 0; i < PEOPLE; i++) {
			this.secrets[i] = BenchSchool.open(this.sessions, 1, i).secret();
		}
	}

	/** The path's one form and the Espace that owns it. */
	@Benchmark
	public @Nullable EspaceKey path() throws MalformedPathException {
		return this.school.paths().espace(RequestPath.parse("/pronote/parent.html").decoded());
	}

	/** The session of a cookie's value, among 5,000. */
	@Benchmark
	public @Nullable GatewaySession session() {
		this.turn = (this.turn + 1) % PEOPLE;
		return this.sessions.find(this.secrets[this.turn], this.school.uai(), EspaceKey.PARENT);
	}

	/** The client's address, without a proxy. */
	@Benchmark
	public String address() {
		return this.addresses.resolve("192.0.2.7", List.of());
	}

	/** The client's address, behind a declared proxy. */
	@Benchmark
	public String addressBehindProxy() {
		return this.addresses.resolve("127.0.0.1", List.of("192.0.2.7"));
	}

}
