package fr.passerelle.gateway.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import fr.passerelle.gateway.network.Destinations.Kind;
import fr.passerelle.gateway.network.Destinations.Refusal;
import fr.passerelle.gateway.settings.UpstreamSettings;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DestinationsTests {

	private static final int OWN = 8080;

	private final Destinations unlisted = with(List.of(), List.of());

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "169.254.0.1", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376",
			"0.0.0.0", "0", "[::]", "[fe80::1]", "224.0.0.1", "[ff02::1]", "255.255.255.255", "[fd00:ec2::254]",
			"[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[::a9fe:a9fe]", "168.63.129.16",
			"100.100.100.200", "metadata.google.internal", "metadata.google.internal.", "Metadata" })
	void judgeWhenNobodysServerThenNever(String host) {
		for (Kind kind : Kind.values()) {
			assertThat(this.unlisted.judge(kind, normal(host), 80)).as("%s %s", kind, host).isEqualTo(Refusal.NEVER);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "localhost", "[::1]", "10.1.2.3", "192.168.1.1", "[fd12::1]", "app_1",
			"www.ent.fr", "93.184.216.34", "[2001:db8::1]", "[64:ff9b::5db8:d822]" })
	void judgeWhenNothingIsListedThenWhereServersAre(String host) {
		for (Kind kind : Kind.values()) {
			assertThat(this.unlisted.judge(kind, normal(host), 9000)).as("%s %s", kind, host).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.9.9.9", "localhost", "gw.localhost", "[::1]", "2130706433",
			"[::ffff:127.0.0.1]" })
	void judgeWhenOwnPortOfThisMachineThenOwn(String host) {
		assertThat(this.unlisted.judge(Kind.APPLICATION, normal(host), OWN)).isEqualTo(Refusal.OWN);
	}

	@Test
	void judgeWhenListedThenOnlyThat() {
		Destinations listed = with(List.of("10.1.0.0/16", "app.intern:9000", "[fd00::1]:9000", "127.0.0.1:9000"),
				List.of());

		assertThat(listed.judge(Kind.APPLICATION, "10.1.2.3", 1)).isNull();
		assertThat(listed.judge(Kind.APPLICATION, "127.0.0.1", 9000)).isNull();
		assertThat(listed.judge(Kind.APPLICATION, "[fd00::1]", 9000)).isNull();
		assertThat(listed.judge(Kind.APPLICATION, "127.0.0.1", 9001)).isEqualTo(Refusal.NOT_LISTED);
		assertThat(listed.judge(Kind.APPLICATION, "10.2.0.1", 1)).isEqualTo(Refusal.NOT_LISTED);
		assertThat(listed.judge(Kind.APPLICATION, "app.intern", address("10.7.7.7"), 9000)).isNull();
		assertThat(listed.judge(Kind.APPLICATION, "app.intern", address("10.7.7.7"), 22)).isEqualTo(Refusal.NOT_LISTED);
		assertThat(listed.judge(Kind.APPLICATION, "other.intern", address("10.1.7.7"), 22)).isNull();
	}

	@Test
	void judgeWhenListsAreSetThenEntsArePublicOrListed() {
		Destinations listed = with(List.of("10.1.0.0/16"), List.of("10.9.9.9"));

		assertThat(listed.judge(Kind.ENT, "93.184.216.34", 443)).isNull();
		assertThat(listed.judge(Kind.ENT, "10.9.9.9", 443)).isNull();
		assertThat(listed.judge(Kind.ENT, "10.1.1.1", 443)).isNull();
		assertThat(listed.judge(Kind.ENT, "10.9.9.8", 443)).isEqualTo(Refusal.NOT_LISTED);
		assertThat(listed.judge(Kind.APPLICATION, "10.9.9.9", 443)).isEqualTo(Refusal.NOT_LISTED);
	}

	@Test
	void judgeOutsideWhenInsideNetworkThenOnlyWhatIsListed() {
		Destinations listed = with(List.of(), List.of("10.9.9.9"));

		assertThat(this.unlisted.judgeOutside(Kind.ENT, "x.fr", address("10.0.0.1"), 443)).isEqualTo(Refusal.INSIDE);
		assertThat(this.unlisted.judgeOutside(Kind.ENT, "x.fr", address("93.184.216.34"), 443)).isNull();
		assertThat(listed.judgeOutside(Kind.ENT, "x.fr", address("10.9.9.9"), 443)).isNull();
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void resolveWhenNameLeadsElsewhereAtTheConnectionThenOnlyPermittedAddresses(Kind kind) {
		assertThat(resolve(kind, "evil.example", "169.254.169.254")).isCompletedExceptionally();
		assertThat(resolve(kind, "evil.example", "127.0.0.1", OWN)).isCompletedExceptionally();
		assertThat(resolve(kind, "mixed.example", "169.254.169.254", "93.184.216.34").join())
			.extracting((one) -> one.getAddress().getHostAddress())
			.containsExactly("93.184.216.34");
	}

	private CompletableFuture<List<InetSocketAddress>> resolve(Kind kind, String host, String... addresses) {
		return resolve(kind, host, List.of(addresses), 80);
	}

	private CompletableFuture<List<InetSocketAddress>> resolve(Kind kind, String host, String address, int port) {
		return resolve(kind, host, List.of(address), port);
	}

	private CompletableFuture<List<InetSocketAddress>> resolve(Kind kind, String host, List<String> addresses, int at) {
		CompletableFuture<List<InetSocketAddress>> found = new CompletableFuture<>();
		List<InetSocketAddress> all = new ArrayList<>();
		addresses.forEach((one) -> all.add(new InetSocketAddress(address(one), at)));
		this.unlisted.guard(kind, (name, port, context, promise) -> promise.succeeded(all))
			.resolve(host, at, Map.of(), Promise.from(found));
		return found;
	}

	private static String normal(String host) {
		String normal = HostNames.normal(host);
		assertThat(normal).isNotNull();
		return normal;
	}

	private static Destinations with(List<String> allowed, List<String> ents) {
		return new Destinations(new UpstreamSettings(allowed, ents), (port) -> port == OWN);
	}

	private static InetAddress address(String literal) {
		try {
			return InetAddress.getByName(literal);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(Arrays.toString(ex.getStackTrace()), ex);
		}
	}

}
