package fr.passerelle.gateway.diagnosis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.login.ProviderCall;
import fr.passerelle.gateway.login.ServiceTicket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a stranger's redirect may lead this server, and where it may not.
 */
class LoginPageStepTests {

	private final MovableClock clock = new MovableClock();

	private final RedirectingLine line = new RedirectingLine();

	@ParameterizedTest
	@CsvSource({ "192.0.2.1,https://169.254.169.254/latest/meta-data,LOGIN_PAGE_PRIVATE,1",
			"192.0.2.1,https://10.0.0.1/admin,LOGIN_PAGE_PRIVATE,1",
			"192.0.2.1,https://[fd00::1]/admin,LOGIN_PAGE_PRIVATE,1",
			"192.0.2.1,https://127.0.0.1:9200/,LOGIN_PAGE_PRIVATE,1",
			"192.0.2.1,http://192.0.2.9/,LOGIN_PAGE_DOWNGRADED,1", "192.0.2.1,https://192.0.2.9/,LOGIN_PAGE_LOOP,2",
			"10.0.0.5,https://10.0.0.6/,LOGIN_PAGE_LOOP,2" })
	void aRedirectFromAPublicHostIntoAPrivateNetworkIsNotFollowed(String host, String location, Finding finding,
			int asked) {
		this.line.location = location;
		Steps steps = new Steps(this.clock);
		Cas cas = Cas.of(TestEstablishments.delegation("ent"));
		new LoginPageStep(this.line, TestEstablishments.college(), cas,
				new Deadline(this.clock, Duration.ofSeconds(30), Duration.ofSeconds(5)), steps)
			.examine(URI.create("https://" + host + "/login"));
		assertThat(steps.list()).singleElement().extracting(Step::finding).isEqualTo(finding);
		assertThat(this.line.asked).hasSize(asked);
	}

	/** Answers every page with one redirect; its hosts are numbers. */
	private final class RedirectingLine implements EntLine {

		private final List<URI> asked = new ArrayList<>();

		private String location = "";

		@Override
		public EntLine outsideOnly() {
			return this;
		}

		@Override
		public List<InetAddress> lookup(URI address, Duration within) throws LineException {
			try {
				return List.of(InetAddress.getByName(address.getHost()));
			}
			catch (UnknownHostException ex) {
				throw new LineException(Fault.UNKNOWN_NAME);
			}
		}

		@Override
		public Page get(URI address, List<X509Certificate> trusted, Duration within) {
			this.asked.add(address);
			Instant now = LoginPageStepTests.this.clock.instant();
			return new Page(302, this.location, "", null, "", false, now, Duration.ZERO);
		}

		@Override
		public void connect(InetSocketAddress address, Duration within) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Greeting secure(InetSocketAddress address, String host, List<X509Certificate> trusted, Duration within) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Document document(URI address, List<X509Certificate> trusted, int max, Duration within) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Document call(ProviderCall call, List<X509Certificate> trusted, int max, Duration within) {
			throw new UnsupportedOperationException();
		}

		@Override
		public URI login(Cas cas, String service) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Validated validate(Cas cas, String service, ServiceTicket ticket, Duration within) {
			throw new UnsupportedOperationException();
		}

	}

}
