package fr.passerelle.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What strangers may send, from many client addresses: the gateway trusts this machine as
 * a proxy. A flood returns how many requests or connections it made; its end says nothing
 * about the gateway, which {@link Measurement} looks at during and after it.
 */
final class Floods {

	/**
	 * Addresses of slow readers. Each may hold a quarter of the application's
	 * connections: four would hold all, which the gateway does not promise to prevent.
	 */
	private static final int FEW = 3;

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

	private static final int CONNECTIONS = 32;

	/** A head just below the gateway's bound of 16 KB. */
	private static final int HEAD = 15_000;

	private final Gateway gateway;

	private final Address page;

	private final Plan plan;

	private final During during;

	Floods(Gateway gateway, Plan plan, During during) {
		this.gateway = gateway;
		this.page = Schools.page(gateway.port());
		this.plan = plan;
		this.during = during;
	}

	/** All floods by name, in the order in which they run. */
	Map<String, Flood> all() {
		Map<String, Flood> floods = new LinkedHashMap<>();
		floods.put("slow-heads", () -> held((n) -> cut(this.page.request("GET", from(n) + "X-Slow: ", ""), 4)));
		floods.put("kept-connections", () -> held((n) -> twice(this.page.request("GET", html(n), ""))));
		floods.put("slow-bodies",
				() -> held((n) -> cut(this.page.request("POST", from(n) + FORM, "x".repeat(60_000)), 59_000)));
		floods.put("slow-console-bodies", () -> held(
				(n) -> cut(this.page.at("/console/login").request("POST", from(n) + FORM, "x".repeat(1000)), 993)));
		floods.put("slow-readers",
				() -> held((n) -> this.page.at("/pronote/assets/large").request("GET", from(n % FEW), "")));
		floods.put("slow-logout-messages", () -> held((n) -> cut(message(n, "ST-slow", "x".repeat(50_000)), 40_000)));
		floods.put("pending-logins", () -> sent(
				(n) -> this.page.at("/pronote/parent.html?" + n + "a".repeat(7600)).request("GET", html(n), "")));
		floods.put("cookie-jars", () -> sent(
				(n) -> this.page.at("/console/" + n).request("GET", html(n) + "Cookie: " + jar(900) + "\r\n", "")));
		floods.put("huge-heads",
				() -> sent((n) -> this.page.request("GET", html(n) + "X-Huge: " + "h".repeat(HEAD) + "\r\n", "")));
		floods.put("too-large-heads",
				() -> sent((n) -> this.page.request("GET", html(n) + "X-Huge: " + "h".repeat(4 * HEAD) + "\r\n", "")));
		floods.put("hosts", () -> sent((n) -> new Address("school" + n + ".example.fr", this.page.port(), "/pronote/")
			.request("GET", html(n), "")));
		floods.put("paths", () -> sent((n) -> this.page.at("/nothing-" + n).request("GET", html(n), "")));
		floods.put("wrong-tickets", () -> sent(
				(n) -> this.page.at("/pronote/parent.html?ticket=ST-" + n + "-wrong").request("GET", html(n), "")));
		floods.put("logout-messages", () -> sent((n) -> message(n, "ST-" + n + "-unknown", "")));
		floods.put("hostile-logout-messages",
				() -> sent((n) -> message(n, "ST-" + n, "<a:b xmlns:a=\"urn:a\"/>".repeat(2500))));
		floods.put("console-bodies", () -> sent((n) -> this.page.at("/console/login")
			.request("POST", from(n) + FORM, "username=u" + n + "&password=" + "p".repeat(60_000))));
		floods.put("api-bodies",
				() -> sent((n) -> this.page.at("/api/v1/establishments/0330001A")
					.request("PUT", from(n) + "Authorization: Basic eDp5\r\nContent-Type: application/json\r\n",
							"[".repeat(60_000))));
		floods.put("stuck-logins", this::stuck);
		return floods;
	}

	private int sent(IntFunction<byte[]> request) throws IOException {
		Duration time = Duration.ofMillis((long) (this.plan.seconds("flood-seconds") * 1000));
		Requests.Most most = new Requests.Most(this.plan.number("flood-requests"), time, Duration.ofSeconds(5));
		try (Loop loop = new Loop()) {
			Tally tally = Requests.run(loop, this.gateway.port(), CONNECTIONS, request, Requests.Check.any(), most);
			return tally.count() + tally.faulty();
		}
	}

	/** Opens connections, sends to each and neither sends more nor reads. */
	private int held(IntFunction<byte[]> begun) throws IOException, InterruptedException {
		List<SocketChannel> channels = new ArrayList<>();
		try {
			for (int i = 0; i < this.plan.number("flood-connections"); i++) {
				SocketChannel channel = SocketChannel
					.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.gateway.port()));
				channels.add(channel);
				channel.configureBlocking(false);
				channel.write(ByteBuffer.wrap(begun.apply(i)));
			}
			this.during.look();
			var unused = this.gateway.endsWithin(this.plan.seconds("flood-seconds"));
			return channels.size();
		}
		finally {
			for (SocketChannel channel : channels) {
				channel.close();
			}
		}
	}

	/** Logins that wait for an ENT that is silent; their browsers leave in the end. */
	private int stuck() throws IOException {
		int count = this.plan.number("flood-connections");
		Duration time = Duration.ofMillis((long) (this.plan.seconds("flood-seconds") * 1000));
		try (Loop loop = new Loop()) {
			Logins.run(loop, Schools.slowPage(this.gateway.port()), count, 0,
					new Requests.Most(count, time, Duration.ofMinutes(2)));
			return count;
		}
	}

	private byte[] message(int n, String ticket, String more) {
		return this.page.request("POST", from(n) + "Content-Type: text/xml\r\n",
				"<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_" + n
						+ "\" Version=\"2.0\"><samlp:SessionIndex>" + ticket + "</samlp:SessionIndex>" + more
						+ "</samlp:LogoutRequest>");
	}

	private static String from(int n) {
		return "X-Forwarded-For: 198.18." + (n / 250 % 250) + "." + (1 + n % 250) + "\r\n";
	}

	private static String html(int n) {
		return from(n) + "Accept: text/html\r\nSec-Fetch-Mode: navigate\r\n";
	}

	private static String jar(int cookies) {
		StringBuilder jar = new StringBuilder("a=1");
		for (int i = 0; i < cookies; i++) {
			jar.append("; c").append(i).append("=1");
		}
		return jar.toString();
	}

	private static byte[] twice(byte[] request) {
		byte[] both = Arrays.copyOf(request, 2 * request.length);
		System.arraycopy(request, 0, both, request.length, request.length);
		return both;
	}

	private static byte[] cut(byte[] request, int bytes) {
		return Arrays.copyOf(request, request.length - bytes);
	}

	/** One kind of flood. */
	interface Flood {

		/** Runs it and counts what was sent or held. */
		int run() throws IOException, InterruptedException;

	}

	/** Is called while the connections of a flood are held. */
	interface During {

		void look() throws IOException;

	}

}
