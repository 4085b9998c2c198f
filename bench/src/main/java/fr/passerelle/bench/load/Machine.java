package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the machine must have, and what the report says about it. */
final class Machine {

	private Machine() {
	}

	static void check(Plan plan) throws IOException {
		if (!Files.exists(Path.of("/proc/self/stat"))) {
			throw new IOException("CPU and memory are read from /proc: this runs on Linux only");
		}
		if (!Files.exists(plan.jar())) {
			throw new IOException("no gateway at " + plan.jar() + "; build it, or name it with --jar=");
		}
		if (!Files.isExecutable(plan.java().resolveSibling("jcmd"))) {
			throw new IOException("no jcmd beside " + plan.java() + ": a JDK is needed, name one with --java=");
		}
		long files = limit("Max open files");
		if (files < plan.mostConnections() + 500L) {
			throw new IOException(
					"the machine allows " + files + " open files and this run needs " + (plan.mostConnections() + 500)
							+ ": raise it (ulimit -n), or lower --stuck and --flood-connections");
		}
	}

	/** The hard limit, to which a JVM raises its own. */
	private static long limit(String name) throws IOException {
		for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
			if (line.startsWith(name)) {
				String hard = line.substring(name.length()).strip().split("\\s+", -1)[1];
				return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
			}
		}
		return Long.MAX_VALUE;
	}

	static Map<String, Object> about(Plan plan) {
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("processors", Runtime.getRuntime().availableProcessors());
		about.put("driverJava", String.valueOf(Runtime.version()));
		about.put("plan", plan.values());
		return about;
	}

}
