package fr.passerelle.gateway.security;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import fr.passerelle.gateway.http.ClientAddresses;
import fr.passerelle.gateway.settings.StartRefusedException;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConsoleGateTests {

	private static final String PROXY = "10.0.0.1";

	private final ClientAddresses addresses = new ClientAddresses(List.of(PROXY));

	private static Path certificate(String name) {
		try {
			return Path.of(Objects.requireNonNull(ConsoleGateTests.class.getResource("/certificates/" + name + ".pem"))
				.toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(String name) {
		try {
			return Files.readString(certificate(name));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String rfc9440(String name) {
		return ":" + pem(name).replaceAll("-----[A-Z ]+-----|\\s", "") + ":";
	}

	private int status(List<String> networks, boolean certificates, MockHttpServletRequest request) {
		ClientCertificates check = certificates
				? new ClientCertificates(ClientCertificates.authority(certificate("ca")), "Client-Cert", this.addresses)
				: null;
		ConsoleGate gate = new ConsoleGate(ConsoleGate.networks(networks), check,
				(asked) -> asked.getRequestURI().equals("/actuator/health"), new Caller(this.addresses),
				new ProblemWriter(JsonMapper.builder().build()));
		MockHttpServletResponse response = new MockHttpServletResponse();
		MockFilterChain chain = new MockFilterChain();
		try {
			gate.doFilter(request, response, chain);
		}
		catch (IOException | ServletException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(chain.getRequest() != null).isEqualTo(response.getStatus() == 200);
		return response.getStatus();
	}

	private static MockHttpServletRequest request(String socket, @Nullable String forwardedFor) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/console/login");
		request.setRemoteAddr(socket);
		if (forwardedFor != null) {
			request.addHeader("X-Forwarded-For", forwardedFor);
		}
		return request;
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.7,,200", "192.0.3.7,,403", "127.0.0.1,,403", "10.0.0.1,192.0.2.7,200",
			"10.0.0.1,198.51.100.1,403", "198.51.100.1,192.0.2.7,403", "::1,,403", "2001:db8::5,,200" })
	void onlyTheNamedNetworksPassByTheirRealAddress(String socket, @Nullable String forwardedFor, int status) {
		assertThat(status(List.of("192.0.2.0/24", "2001:db8::/32"), false, request(socket, forwardedFor)))
			.isEqualTo(status);
	}

	@Test
	void withoutNetworksEveryonePassesAndHealthAlwaysDoes() {
		assertThat(status(List.of(), false, request("203.0.113.9", null))).isEqualTo(200);
		MockHttpServletRequest health = request("203.0.113.9", null);
		health.setRequestURI("/actuator/health");
		assertThat(status(List.of("192.0.2.0/24"), true, health)).isEqualTo(200);
	}

	private int withCertificate(String socket, String... values) {
		MockHttpServletRequest request = request(socket, "192.0.2.7");
		for (String value : values) {
			request.addHeader("Client-Cert", value);
		}
		return status(List.of(), true, request);
	}

	@Test
	void aCertificateOfTheAuthorityPassesInBothForms() {
		assertThat(withCertificate(PROXY, rfc9440("client"))).isEqualTo(200);
		assertThat(withCertificate(PROXY, URLEncoder.encode(pem("client"), StandardCharsets.UTF_8).replace("+", "%20")))
			.isEqualTo(200);
	}

	@Test
	void theSameHeaderFromAnyoneElseIsNothing() {
		assertThat(withCertificate("203.0.113.9", rfc9440("client"))).isEqualTo(403);
		assertThat(withCertificate("127.0.0.1", rfc9440("client"))).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "stranger", "expired" })
	void aCertificateForServersOfOthersOrOutOfItsTimeIsRefused(String name) {
		assertThat(withCertificate(PROXY, rfc9440(name))).isEqualTo(403);
	}

	@Test
	void noneTwoOrGarbageIsRefused() {
		assertThat(withCertificate(PROXY)).isEqualTo(403);
		assertThat(withCertificate(PROXY, rfc9440("client"), rfc9440("client"))).isEqualTo(403);
		for (String garbage : new String[] { "", ":", "::", ":!!!:", ":AAAA:", "%", "x".repeat(20_000) }) {
			assertThat(withCertificate(PROXY, garbage)).as(garbage).isEqualTo(403);
		}
	}

	@Test
	void anAuthorityWithoutACertificateRefusesTheStart() {
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> ClientCertificates.authority(Path.of("pom.xml")))
			.withMessageContaining("passerelle.console.client-certificates.ca");
	}

}
