package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.diagnosis.EntLine;
import fr.passerelle.gateway.diagnosis.EntLine.Fault;
import fr.passerelle.gateway.diagnosis.EntLine.LineException;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EntProxyTests {

	private static final PasserelleSettings.Ent BOUNDS = new PasserelleSettings.Ent(Duration.ofSeconds(5),
			Duration.ofSeconds(20), 10, 0, DataSize.ofKilobytes(256));

	@Test
	void completeWhenOnlyAProxyLeadsOutThenTheProxyIsAskedAndLooksUpTheName() {
		try (RawServer proxy = new RawServer(RawServer.answering(CasFixture.SUCCESS))) {
			EntClients clients = new EntClients(BOUNDS, Destinations.anywhere(), Clock.systemUTC(), through(proxy));
			try (CasProtocol protocol = new CasProtocol(clients, BOUNDS, Clock.systemUTC(), (observation) -> {
			})) {
				assertThat(CasFixture.outcome(protocol,
						CasFixture.delegation(Validation.CAS2, URI.create("http://ent.invalid/cas/serviceValidate"))))
					.isEqualTo("AUTHENTICATED lea.martin {}");
				assertThat(proxy.requests()).singleElement()
					.asString()
					.startsWith("GET http://ent.invalid/cas/serviceValidate?service=");
			}
		}
	}

	@Test
	void completeWhenTheEntIsSecureThenATunnelIsAskedForAndTheTicketStaysInside() {
		try (RawServer proxy = new RawServer((socket, request) -> RawServer.write(socket,
				"HTTP/1.1 503 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))) {
			EntClients clients = new EntClients(BOUNDS, Destinations.anywhere(), Clock.systemUTC(), through(proxy));
			try (CasProtocol protocol = new CasProtocol(clients, BOUNDS, Clock.systemUTC(), (observation) -> {
			})) {
				assertThat(CasFixture.outcome(protocol,
						CasFixture.delegation(Validation.CAS2, URI.create("https://ent.invalid/cas/serviceValidate"))))
					.isIn("UNREACHABLE", "INVALID");
				assertThat(proxy.requests()).isNotEmpty()
					.allSatisfy((request) -> assertThat(request).startsWith("CONNECT ent.invalid:443")
						.doesNotContain("ST-1-canary"));
			}
		}
	}

	@Test
	void getOutsideOnlyWhenTheProxyWouldLeadIntoANetworkThenItIsNotAsked() {
		try (RawServer proxy = new RawServer(RawServer.answering("inside"));
				EntClients clients = new EntClients(BOUNDS, Destinations.anywhere(), Clock.systemUTC(),
						through(proxy))) {
			EntLine line = new CasLine(clients, BOUNDS, Clock.systemUTC()).outsideOnly();

			assertThatExceptionOfType(LineException.class)
				.isThrownBy(() -> line.get(URI.create("http://10.1.2.3/secret"), List.of(), Duration.ofSeconds(5)))
				.extracting(LineException::fault)
				.isIn(Fault.INSIDE, Fault.FORBIDDEN);
			assertThat(proxy.requests()).isEmpty();
		}
	}

	@Test
	void towardsWhenTheHostIsReachedDirectlyThenNoProxy() {
		assertThat(new EntProxy(ProxySelector.of(null)).towards(URI.create("https://ent.example.fr/"))).isNull();
		assertThat(new EntProxy(null).towards(URI.create("https://ent.example.fr/"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://169.254.169.254/", "http://10.1.2.3/", "https://[fd00::1]/", "http://localhost:9/",
			"http://metadata.google.internal/", "http://2130706433/" })
	void towardsWhenTheAddressIsInsideANetworkThenNoProxySparesItTheRule(String near) {
		EntProxy proxy = new EntProxy(ProxySelector.of(InetSocketAddress.createUnresolved("proxy.example.fr", 3128)));
		assertThat(proxy.towards(URI.create("https://ent.example.fr/"))).isNotNull();
		assertThat(proxy.towards(URI.create(near))).isNull();
	}

	private static ProxySelector through(RawServer proxy) {
		InetSocketAddress address = InetSocketAddress.createUnresolved("localhost",
				proxy.address("localhost", "/").getPort());
		return new ProxySelector() {

			@Override
			public List<Proxy> select(URI uri) {
				return List.of(uri.getHost().endsWith(".invalid") || uri.getHost().startsWith("10.")
						? new Proxy(Proxy.Type.HTTP, address) : Proxy.NO_PROXY);
			}

			@Override
			public void connectFailed(URI uri, SocketAddress at, IOException failure) {
				// Nothing to learn from it.
			}

		};
	}

}
