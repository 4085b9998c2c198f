package fr.passerelle.tryit.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import fr.passerelle.tryit.sample.Verdict.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AssertionVerifierTests {

	private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

	private static final String COLLEGE = "http://localhost:8080";

	private static final String LYCEE = "http://lycee.localhost:8080";

	private static final String ELSEWHERE = "http://elsewhere.localhost:8080";

	static final String CLAIMS = """
			{"sub":"1001","name":"Zoé d'Alméida","profiles":["ELV"],"espace":"eleve","uai":"0330001A",\
			"delegation":"horizon","iss":"http://localhost:8080","aud":"http://localhost:8080",\
			"iat":%d,"exp":%d,"jti":"x"}""".formatted(NOW.getEpochSecond(), NOW.getEpochSecond() + 300);

	private final SigningGateway gateway = new SigningGateway();

	private final AssertionVerifier verifier = new AssertionVerifier(Set.of(COLLEGE, LYCEE), this.gateway.keys(),
			Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void signedByTheGatewayThenGood() {
		assertThat(verdict(this.gateway.sign(CLAIMS)).kind()).isEqualTo(Kind.GOOD);
	}

	@Test
	void audienceInAListThenGood() {
		String claims = CLAIMS.replace("\"aud\":\"http://localhost:8080\"", "\"aud\":[\"http://localhost:8080\"]");

		assertThat(verdict(this.gateway.sign(claims)).kind()).isEqualTo(Kind.GOOD);
	}

	@Test
	void nobodyNamedThenAbsent() {
		Caller nobody = new Caller(null, "", List.of(), "", "", "", null, COLLEGE);

		assertThat(this.verifier.verify(nobody).kind()).isEqualTo(Kind.ABSENT);
	}

	@Test
	void namedWithoutAssertionThenBad() {
		assertThat(verdict(null).explanation()).contains("sans signature");
	}

	@Test
	void signedByAnotherThenBad() {
		assertThat(verdict(new SigningGateway().sign(CLAIMS)).explanation()).contains("n’est pas signée");
	}

	@Test
	void claimsExchangedThenBad() {
		String[] parts = this.gateway.sign(CLAIMS).split("\\.", -1);
		String other = SigningGateway.base64(CLAIMS.replace("ELV", "DIR"));

		assertThat(verdict(parts[0] + "." + other + "." + parts[2]).explanation()).contains("n’est pas signée");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"alg":"none","kid":"essai-1"}   | pas un jeton lisible
			{"alg":"HS256","kid":"essai-1"}  | n’est pas signée
			{"alg":"RS256","kid":"essai-1"}  | n’est pas signée
			{"alg":"ES384","kid":"essai-1"}  | n’est pas signée
			{"alg":"ES256","kid":"unknown"}  | n’est pas signée
			{"alg":"ES256"}                  | ne nomme pas sa clé
			""")
	void otherAlgorithmOrKeyThenBad(String header, String explanation) {
		Verdict verdict = verdict(this.gateway.sign(header, CLAIMS));

		assertThat(verdict.kind()).isEqualTo(Kind.BAD);
		assertThat(verdict.explanation()).contains(explanation);
	}

	@Test
	void unsignedThenBad() {
		String unsigned = SigningGateway.base64("{\"alg\":\"none\"}") + "." + SigningGateway.base64(CLAIMS) + ".";

		assertThat(verdict(unsigned).kind()).isEqualTo(Kind.BAD);
	}

	@ParameterizedTest
	@CsvSource({ "1001, 1002", "ELV, DIR", "horizon, direct", "0330001A, 0750002B", "eleve, parent",
			"d'Alméida, Dupont" })
	void saysOtherThanTheHeadersThenBad(String inHeaders, String inAssertion) {
		assertThat(verdict(this.gateway.sign(CLAIMS.replace(inHeaders, inAssertion))).explanation())
			.contains("ne dit pas la même chose");
	}

	@ParameterizedTest
	@CsvSource({ "iss, 8080, 9090", "aud, 8080, 9090", "iss, //localhost, //lycee.localhost",
			"aud, //localhost, //lycee.localhost" })
	void otherIssuerOrAudienceThenBad(String claim, String ours, String other) {
		String value = "\"" + claim + "\":\"http://localhost:8080\"";

		Verdict verdict = verdict(this.gateway.sign(CLAIMS.replace(value, value.replace(ours, other))));

		assertThat(verdict.kind()).isEqualTo(Kind.BAD);
		assertThat(verdict.explanation()).contains("destinée à une autre adresse");
	}

	@Test
	void forAnotherSchoolThenBadThoughTheCallerNamesItsAddress() {
		String foreign = this.gateway.sign(CLAIMS.replace(COLLEGE, ELSEWHERE));

		assertThat(verdict(foreign, ELSEWHERE).explanation()).contains("destinée à une autre adresse");
	}

	@ParameterizedTest
	@ValueSource(strings = { COLLEGE, LYCEE })
	void eachSchoolOfTheApplicationThenGood(String origin) {
		assertThat(verdict(this.gateway.sign(CLAIMS.replace(COLLEGE, origin)), origin).kind()).isEqualTo(Kind.GOOD);
	}

	@ParameterizedTest
	@CsvSource({ "exp, 300, 0, GOOD", "exp, 300, -29, GOOD", "exp, 300, -31, BAD", "iat, 0, 29, GOOD",
			"iat, 0, 31, BAD" })
	void clocksMayBeThirtySecondsApart(String claim, int usual, int other, Kind kind) {
		String before = "\"" + claim + "\":" + (NOW.getEpochSecond() + usual);
		String after = "\"" + claim + "\":" + (NOW.getEpochSecond() + other);

		assertThat(verdict(this.gateway.sign(CLAIMS.replace(before, after))).kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "iss", "aud", "iat", "exp", "jti", "sub", "name", "profiles", "espace", "uai", "delegation" })
	void claimMissingOrNullThenBad(String claim) {
		String renamed = CLAIMS.replace("\"" + claim + "\"", "\"other\"");
		String none = CLAIMS.replaceAll("\"" + claim + "\":(\"[^\"]*\"|\\[[^]]*]|[0-9]+)", "\"" + claim + "\":null");

		assertThat(verdict(this.gateway.sign(renamed)).explanation()).contains("incomplète");
		assertThat(none).isNotEqualTo(CLAIMS);
		assertThat(verdict(this.gateway.sign(none)).explanation()).contains("incomplète");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "a.b", "a.b.c", "a.b.c.d", "e30.e30.", "..", "é.é.é" })
	void notATokenThenBad(String assertion) {
		assertThat(verdict(assertion).explanation()).contains("pas un jeton lisible");
	}

	@Test
	void longerThanAnyOfTheGatewaysThenBad() {
		String padded = this.gateway.sign(CLAIMS.replace("\"jti\":\"x\"", "\"jti\":\"" + "x".repeat(8192) + "\""));

		assertThat(verdict(padded).explanation()).contains("pas un jeton lisible");
	}

	private Verdict verdict(@Nullable String assertion) {
		return verdict(assertion, COLLEGE);
	}

	private Verdict verdict(@Nullable String assertion, String origin) {
		return this.verifier.verify(
				new Caller("1001", "Zoé d'Alméida", List.of("ELV"), "eleve", "0330001A", "horizon", assertion, origin));
	}

}
