package fr.passerelle.bench.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Measures which HTTP client carries requests to the applications best (docs/adr/0003).
 * Each candidate runs in the same tiny proxy before the same upstream of 8 KB pages, in
 * turns:
 * <pre>java -jar bench/target/bench.jar clients [rounds] [seconds] [connections]</pre>
 */
public final class ProxyClientBench {

	static final int MAX_CONNECTIONS = 256;

	private static final int PAGE = 8 * 1024;

	private final Map<String, URI> candidates = new LinkedHashMap<>();

	private final Map<String, List<Wrk>> measured = new LinkedHashMap<>();

	private ProxyClientBench() {
	}

	/**
	 * Runs the measurement and prints a table.
	 * @param args rounds, seconds of each measurement, connections; all optional
	 * @return the exit code: 1 if a measurement was not clean
	 */
	public static int run(List<String> args) throws Exception {
		int rounds = (args.size() > 0) ? Integer.parseInt(args.get(0)) : 5;
		int seconds = (args.size() > 1) ? Integer.parseInt(args.get(1)) : 4;
		int connections = (args.size() > 2) ? Integer.parseInt(args.get(2)) : 64;
		ProxyClientBench bench = new ProxyClientBench();
		try {
			bench.start();
			bench.round(connections, seconds);
			bench.measured.clear(); // The first round only warms up.
			for (int round = 0; round < rounds; round++) {
				bench.round(connections, seconds);
			}
			bench.print();
			return 0;
		}
		catch (IOException ex) {
			System.err.println(ex.getMessage());
			return 1;
		}
	}

	private void start() throws Exception {
		URI upstream = serve(new Pages());
		this.candidates.put("direct", upstream);
		for (Forwarding forwarding : List.of(new JettyForwarding(upstream), new JdkForwarding(upstream),
				new ApacheForwarding(upstream))) {
			this.candidates.put(forwarding.name(), serve(forwarding));
		}
		this.candidates.put("Jetty ProxyHandler", serve(new ProxyHandler.Reverse(
				(request) -> HttpURI.build(request.getHttpURI()).authority(upstream.getAuthority()).asImmutable())));
	}

	private static URI serve(Handler handler) throws Exception {
		Server server = new Server();
		ServerConnector connector = new ServerConnector(server);
		connector.setHost("127.0.0.1");
		server.addConnector(connector);
		server.setHandler(handler);
		server.start();
		return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
	}

	/** Measures every candidate once; each round begins with another one. */
	private void round(int connections, int seconds) throws IOException, InterruptedException {
		List<String> order = new ArrayList<>(this.candidates.keySet());
		int done = this.measured.values().stream().mapToInt(List::size).max().orElse(0);
		Collections.rotate(order, done);
		for (String name : order) {
			URI address = this.candidates.getOrDefault(name, URI.create("/"));
			System.err.println(name + " at " + address);
			this.measured.computeIfAbsent(name, (key) -> new ArrayList<>()).add(Wrk.run(address, connections, seconds));
		}
	}

	private void print() {
		List<Wrk> direct = this.measured.getOrDefault("direct", List.of());
		System.out.println("| client | requests per second, of direct | lowest to highest round | p99, of direct |");
		System.out.println("|---|---|---|---|");
		for (String name : this.candidates.keySet()) {
			List<Wrk> own = this.measured.getOrDefault(name, List.of());
			List<Double> rates = new ArrayList<>();
			List<Double> slowest = new ArrayList<>();
			for (int i = 0; i < own.size(); i++) {
				rates.add(own.get(i).perSecond() / direct.get(i).perSecond());
				slowest.add(own.get(i).slowest() / direct.get(i).slowest());
			}
			rates.sort(null);
			slowest.sort(null);
			System.out.println(
					String.format(Locale.ROOT, "| %s | %.2f | %.2f – %.2f | %.1f |", name, rates.get(rates.size() / 2),
							rates.get(0), rates.get(rates.size() - 1), slowest.get(slowest.size() / 2)));
		}
	}

	private static final class Pages extends Handler.Abstract.NonBlocking {

		private final ByteBuffer page = ByteBuffer.allocateDirect(PAGE);

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			response.getHeaders().put("Content-Type", "text/html;charset=utf-8").put("Content-Length", PAGE);
			response.write(true, this.page.duplicate(), callback);
			return true;
		}

	}

}
