package fr.passerelle.gateway.version;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import fr.passerelle.bench.pieces.BenchSchool;
import fr.passerelle.gateway.establishment.Establishment;
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

/** Which school a request's host names, among 1,000. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class HostBenchmarks {

	private static final int SCHOOLS = 1000;

	private final LiveDirectory directory = new LiveDirectory();

	/** Publishes the schools. */
	public HostBenchmarks() {
		List<Establishment> schools = new ArrayList<>();
		for (int i = 0; i < SCHOOLS; i++) {
			schools.add(BenchSchool.school(i));
		}
		this.directory.putAll(schools);
	}

	/** As nearly every browser spells it. */
	@Benchmark
	public @Nullable Establishment host() {
		return this.directory.byHost("school500.example.fr");
	}

	/** A host that no school has. */
	@Benchmark
	public @Nullable Establishment unknownHost() {
		return this.directory.byHost("nobody.example.fr");
	}

}
