package fr.passerelle.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The pretend servers in a process of their own, so that what they use is not counted.
 *
 * @param process which ends with this one
 * @param upstream port of the application
 * @param cas port of the quick CAS server
 * @param slowCas port of the slow one
 * @param steadyCas port of one that takes half a second
 * @param ideal port of the ideal gateway
 * @param saml port of the SAML 2 provider
 * @param sts port of the token service
 * @param oidc port of the OpenID Connect provider
 * @param certificate with which the providers sign, in Base64
 */
record Servers(Process process, int upstream, int cas, int slowCas, int steadyCas, int ideal, int saml, int sts,
		int oidc, String certificate) implements AutoCloseable {

	static Servers start(Plan plan) throws IOException {
		Process process = new ProcessBuilder(plan.java().toString(), "-Xmx192m", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), "fr.passerelle.bench.Bench", "serve",
				String.valueOf(plan.slow().toSeconds()))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String line = output.readLine();
		if (line == null) {
			throw new IOException("the pretend servers did not start");
		}
		int last = line.lastIndexOf(' ');
		int[] ports = Arrays.stream(line.substring(0, last).split(" ", -1)).mapToInt(Integer::parseInt).toArray();
		return new Servers(process, ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6], ports[7],
				line.substring(last + 1));
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
