package fr.passerelle.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What to measure and its bounds, from the command line. */
public final class Plan {

	private static final List<Option> OPTIONS = List.of(
			new Option("parts", "start,pages,logins,protocols,logout,memory,rush,outage,floods",
					"pages,logins,protocols,logout,rush,outage,floods", "what to measure, comma-separated"),
			new Option("jar", "gateway/target/passerelle.jar", "../gateway/target/passerelle.jar", "the gateway's jar"),
			new Option("start", "", "",
					"command that starts the gateway in place of java and jar; it gets the JVM flags in JDK_JAVA_OPTIONS"),
			new Option("java", "", "", "the Java that runs the gateway; default: the one that runs this"),
			new Option("flags", "-XX:+ExitOnOutOfMemoryError -Xmx512m",
					"-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1", "JVM flags of the gateway"),
			new Option("flood-flags", "-XX:+ExitOnOutOfMemoryError -Xmx160m",
					"-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
					"the same for the floods; -Xmx is needed, in megabytes"),
			new Option("args", "", "", "more settings of the gateway, separated by blanks"),
			new Option("work", "bench/target/run", "target/run", "folder for data and logs, made anew"),
			new Option("json", "bench/target/bench.json", "target/bench.json", "file for the figures"),
			new Option("rounds", "3", "1", "rounds of pages and logins; the median counts"),
			new Option("seconds", "8", "0.5", "of one measurement"),
			new Option("warm", "30", "0", "seconds of warm-up"), new Option("starts", "3", "1", "starts to measure"),
			new Option("connections", "64", "8", "kept connections that ask for pages"),
			new Option("browsers", "32", "8", "people who sign in at the same time"),
			new Option("sessions", "5000", "100", "sessions that ask for pages, and that single logout ends"),
			new Option("memory", "10000,100000", "300", "numbers of sessions at which memory is read"),
			new Option("fill", "300", "20", "most seconds to sign that many in"),
			new Option("rush", "400", "20", "people who sign in at the same time where the ENT takes half a second"),
			new Option("stuck", "200,2000", "20", "numbers of logins that wait for a silent ENT"),
			new Option("slow", "60", "30", "seconds that the silent ENT takes"),
			new Option("floods", "", "", "names of floods, comma-separated; none: all"),
			new Option("flood-seconds", "10", "0.5", "of one flood"),
			new Option("flood-requests", "30000", "200", "most requests of one flood"),
			new Option("flood-connections", "2000", "60", "most connections that one flood holds open"),
			new Option("heap-free", "15", "15", "percent of -Xmx that must be free after each flood and a collection"));

	private final Map<String, String> values = new LinkedHashMap<>();

	private Plan() {
	}

	/**
	 * Reads flags like {@code --seconds=4}.
	 * @param flags of the command line
	 * @param small whether defaults are those of the small run of CI
	 * @throws IllegalArgumentException if a flag is not known or its value is unusable
	 */
	public static Plan of(List<String> flags, boolean small) {
		Plan plan = new Plan();
		OPTIONS.forEach((option) -> plan.values.put(option.name(), small ? option.small() : option.usual()));
		for (String flag : flags) {
			int equals = flag.indexOf('=');
			String name = (flag.startsWith("--") && equals > 0) ? flag.substring(2, equals) : "";
			if (!plan.values.containsKey(name)) {
				throw new IllegalArgumentException("unknown flag " + flag);
			}
			plan.values.put(name, flag.substring(equals + 1));
		}
		plan.check();
		return plan;
	}

	private void check() {
		for (String number : List.of("rounds", "starts", "connections", "browsers", "sessions", "rush",
				"flood-requests", "flood-connections", "heap-free", "slow")) {
			number(number);
		}
		List.of("seconds", "warm", "fill", "flood-seconds").forEach(this::seconds);
		List.of("memory", "stuck").forEach(this::numbers);
		var unused = floodHeap();
	}

	/** The flags with their defaults, for people. */
	public static String help() {
		return OPTIONS.stream()
			.map((option) -> "  --%-18s %s [%s; smoke: %s]%n".formatted(option.name() + "=", option.help(),
					option.usual(), option.small()))
			.collect(Collectors.joining());
	}

	/** All values, for the report. */
	Map<String, String> values() {
		return this.values;
	}

	private String text(String name) {
		return this.values.getOrDefault(name, "");
	}

	List<String> words(String name) {
		return Arrays.stream(text(name).split("[ ,]+", -1)).filter((word) -> !word.isEmpty()).toList();
	}

	int number(String name) {
		try {
			return Integer.parseInt(text(name));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--" + name + " is a number, not " + text(name), ex);
		}
	}

	List<Integer> numbers(String name) {
		try {
			return words(name).stream().map(Integer::valueOf).toList();
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--" + name + " are numbers, not " + text(name), ex);
		}
	}

	double seconds(String name) {
		try {
			return Double.parseDouble(text(name));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--" + name + " are seconds, not " + text(name), ex);
		}
	}

	Path path(String name) {
		return Path.of(text(name)).toAbsolutePath();
	}

	Path jar() {
		return path("jar");
	}

	Path java() {
		String given = text("java");
		return given.isEmpty() ? Path.of(System.getProperty("java.home"), "bin", "java") : Path.of(given);
	}

	/** More settings of the gateway. */
	List<String> arguments() {
		return Arrays.stream(text("args").split(" ", -1)).filter((word) -> !word.isEmpty()).toList();
	}

	List<String> flags(String name) {
		return Arrays.stream(text(name).split(" ", -1)).filter((word) -> !word.isEmpty()).toList();
	}

	Duration slow() {
		return Duration.ofSeconds(number("slow"));
	}

	/** The heap of the floods' gateway, in megabytes. */
	int floodHeap() {
		return flags("flood-flags").stream()
			.filter((flag) -> flag.matches("-Xmx\\d{1,6}m"))
			.mapToInt((flag) -> Integer.parseInt(flag.substring(4, flag.length() - 1)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("--flood-flags needs -Xmx in megabytes"));
	}

	/** The most connections that a part of this run holds at the same time. */
	int mostConnections() {
		int stuck = numbers("stuck").stream().mapToInt(Integer::intValue).max().orElse(0);
		return Math.max(Math.max(stuck, number("rush")), number("flood-connections")) * 2 + number("connections");
	}

	private record Option(String name, String usual, String small, String help) {
	}

}
