package fr.passerelle.tryit.sample;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import fr.passerelle.tryit.sample.Verdict.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AssertionVerifierTests {

	private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

	private static final String CLAIMS = """
			{"sub":"1001","name":"Zoé d'Alméida","profiles":["ELV"],"espace":"eleve","uai":"0330001A",\
			"delegation":"horizon","iss":"http://localhost:8080","aud":"http://localhost:8080",\
			"iat":%d,"exp":%d,"jti":"x"}""".formatted(NOW.getEpochSecond(), NOW.getEpochSecond() + 300);

	private final SigningGateway gateway = new SigningGateway();

	private final AssertionVerifier verifier = new AssertionVerifier(this.gateway, Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void signedByTheGatewayThenGood() {
		assertThat(verdict(this.gateway.sign(CLAIMS))).isEqualTo(Kind.GOOD);
	}

	@Test
	void audienceInAListThenGood() {
		String claims = CLAIMS.replace("\"aud\":\"http://localhost:8080\"", "\"aud\":[\"http://localhost:8080\"]");

		assertThat(verdict(this.gateway.sign(claims))).isEqualTo(Kind.GOOD);
	}

	@Test
	void nobodyNamedThenAbsent() {
		Caller nobody = new Caller(null, "", List.of(), "", "", "", null, "http://localhost:8080");

		assertThat(this.verifier.verify(nobody).kind()).isEqualTo(Kind.ABSENT);
	}

	@Test
	void namedWithoutAssertionThenBad() {
		assertThat(verdict(null)).isEqualTo(Kind.BAD);
	}

	@Test
	void signedByAnotherThenBad() {
		assertThat(verdict(new SigningGateway().sign(CLAIMS))).isEqualTo(Kind.BAD);
	}

	@Test
	void claimsExchangedThenBad() {
		String[] parts = this.gateway.sign(CLAIMS).split("\\.", -1);
		String other = SigningGateway.base64(CLAIMS.replace("ELV", "DIR").getBytes(StandardCharsets.UTF_8));

		assertThat(verdict(parts[0] + "." + other + "." + parts[2])).isEqualTo(Kind.BAD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"alg\":\"none\",\"kid\":\"essai-1\"}", "{\"alg\":\"HS256\",\"kid\":\"essai-1\"}",
			"{\"alg\":\"ES256\",\"kid\":\"unknown\"}", "{\"alg\":\"ES256\"}" })
	void otherAlgorithmOrKeyThenBad(String header) {
		assertThat(verdict(this.gateway.sign(header, CLAIMS))).isEqualTo(Kind.BAD);
	}

	@ParameterizedTest
	@CsvSource({ "1001, 1002", "ELV, DIR", "horizon, direct", "0330001A, 0750002B", "eleve, parent",
			"d'Alméida, Dupont", "8080, 9090" })
	void saysOtherThanTheHeadersThenBad(String inHeaders, String inAssertion) {
		assertThat(verdict(this.gateway.sign(CLAIMS.replace(inHeaders, inAssertion)))).isEqualTo(Kind.BAD);
	}

	@Test
	void tooOldOrNotYetThenBad() {
		String past = CLAIMS.replace(String.valueOf(NOW.getEpochSecond() + 300),
				String.valueOf(NOW.getEpochSecond() - 31));
		String future = CLAIMS.replace("\"iat\":" + NOW.getEpochSecond(), "\"iat\":" + (NOW.getEpochSecond() + 31));

		assertThat(verdict(this.gateway.sign(past))).isEqualTo(Kind.BAD);
		assertThat(verdict(this.gateway.sign(future))).isEqualTo(Kind.BAD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "a.b", "a.b.c", "a.b.c.d", "e30.e30.", "..", "é.é.é" })
	void notATokenThenBad(String assertion) {
		assertThat(verdict(assertion)).isEqualTo(Kind.BAD);
	}

	private Kind verdict(@Nullable String assertion) {
		return this.verifier
			.verify(new Caller("1001", "Zoé d'Alméida", List.of("ELV"), "eleve", "0330001A", "horizon", assertion,
					"http://localhost:8080"))
			.kind();
	}

}
