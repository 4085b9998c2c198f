package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The servers that an ENT's connection trusts; CAS clients are known that checked no
 * name. The keys are made by the platform's keytool for this run and kept nowhere.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTrustTests {

	private static ServerKeys keys;

	@BeforeAll
	static void makeKeys(@TempDir Path folder) throws IOException, InterruptedException {
		keys = new ServerKeys(folder);
		keys.make("authority", "-ext", "bc=ca:true");
		keys.make("named", "-signer", "authority", "-ext", "san=dns:localhost,ip:127.0.0.1");
		keys.make("misnamed", "-signer", "authority", "-ext", "san=dns:ent.example.fr");
		keys.make("expired", "-signer", "authority", "-ext", "san=dns:localhost", "-startdate", "-3d", "-validity",
				"1");
	}

	@Test
	void trustedByConfigurationIsAccepted() throws Exception {
		assertThat(validate("named", "localhost", "authority")).startsWith("AUTHENTICATED");
	}

	@Test
	void theServersOwnCertificateMayBeTheTrustedOne() throws Exception {
		assertThat(validate("named", "localhost", "named")).startsWith("AUTHENTICATED");
	}

	@Test
	void unknownAuthorityIsRefused() throws Exception {
		assertThat(validate("named", "localhost")).startsWith("UNREACHABLE").contains("trusted authority");
	}

	@Test
	void anotherDelegationsAuthorityIsRefused() throws Exception {
		assertThat(validate("named", "localhost", "misnamed")).startsWith("UNREACHABLE").contains("trusted authority");
	}

	@Test
	void wrongNameIsRefusedEvenFromATrustedAuthority() throws Exception {
		assertThat(validate("misnamed", "localhost", "authority")).startsWith("UNREACHABLE").contains("another name");
	}

	@Test
	void expiredCertificateIsRefused() throws Exception {
		assertThat(validate("expired", "localhost", "authority")).startsWith("UNREACHABLE").contains("not valid today");
	}

	@Test
	void plainServerBehindHttpsIsUnreachable() {
		try (RawServer plain = new RawServer((socket, request) -> socket.close());
				CasProtocol protocol = CasFixture.protocol(Duration.ofSeconds(2))) {
			String address = plain.address("localhost", "/").toString().replace("http:", "https:");
			assertThat(CasFixture.outcome(protocol, CasFixture.delegation(Validation.CAS2, URI.create(address))))
				.isIn("UNREACHABLE", "TIMEOUT");
		}
	}

	private static String validate(String serverKey, String host, String... trusted)
			throws IOException, GeneralSecurityException {
		List<X509Certificate> authorities = new ArrayList<>();
		for (String alias : trusted) {
			authorities.add(keys.certificate(alias));
		}
		try (RawServer ent = new RawServer("https", keys.context(serverKey).getServerSocketFactory(),
				RawServer.answering(CasFixture.SUCCESS));
				CasProtocol protocol = CasFixture.protocol(Duration.ofSeconds(20))) {
			DelegationOutcome outcome = CasFixture
				.validate(protocol, CasFixture.delegation(Validation.CAS2, ent.address(host, "/validate"), authorities))
				.join();
			return Corpus.words(outcome) + ((outcome instanceof Unavailable unavailable) ? unavailable.detail() : "");
		}
	}

}
