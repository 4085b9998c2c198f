package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process and its descendants use, as Linux counts it. */
final class Used {

	/** USER_HZ, which is 100 on every Linux that Java runs on. */
	private static final long MICROS_PER_TICK = 10_000;

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

	private Used() {
	}

	/** CPU time so far, user and system, in microseconds. */
	static long cpuMicros(ProcessHandle process) {
		long own = cpuMicros(process.pid());
		return own + process.descendants().mapToLong((child) -> cpuMicros(child.pid())).sum();
	}

	private static long cpuMicros(long pid) {
		try {
			return cpuMicros(Files.readString(Path.of("/proc/" + pid + "/stat")));
		}
		catch (IOException ex) {
			return 0; // It has ended.
		}
	}

	/** CPU time from a line of {@code /proc/PID/stat}; the name in it may hold blanks. */
	static long cpuMicros(String stat) {
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
		return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
	}

	/** Resident memory in megabytes. */
	static double residentMegabytes(ProcessHandle process) throws IOException {
		return find(RESIDENT, Files.readString(Path.of("/proc/" + process.pid() + "/status"))) / 1024.0;
	}

	/**
	 * The live heap of a Java process in megabytes: the histogram collects first and
	 * counts what is left.
	 */
	static double liveHeapMegabytes(Path java, ProcessHandle process) throws IOException, InterruptedException {
		Process jcmd = new ProcessBuilder(java.resolveSibling("jcmd").toString(), String.valueOf(process.pid()),
				"GC.class_histogram")
			.redirectErrorStream(true)
			.start();
		String report = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!jcmd.waitFor(30, TimeUnit.SECONDS)) {
			jcmd.destroyForcibly();
		}
		return find(TOTAL, report) / 1024.0 / 1024.0;
	}

	private static long find(Pattern pattern, String text) throws IOException {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			throw new IOException("not understood: " + text.substring(0, Math.min(200, text.length())));
		}
		return Long.parseLong(matcher.group(1));
	}

}
