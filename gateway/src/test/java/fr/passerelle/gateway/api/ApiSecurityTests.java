package fr.passerelle.gateway.api;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import fr.passerelle.gateway.suspension.AdministratorSuspensions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class ApiSecurityTests extends RunningGateway {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private AdministratorSuspensions suspensions;

	@ParameterizedTest(name = "{0}: nobody {1}, wrong password {2}, administrator {3}")
	@CsvSource(textBlock = """
			/actuator/health,                             200, 401, 200
			/actuator/health/liveness,                    200, 401, 200
			/actuator/health/readiness,                   200, 401, 200
			/actuator/health/db,                          401, 401, 404
			/actuator/health/liveness/ping,               401, 401, 404
			/actuator/health/,                            401, 401, 200
			/actuator/prometheus,                         401, 401, 200
			/actuator/env,                                401, 401, 404
			/actuator/heapdump,                           401, 401, 404
			/api/v1/suspensions,                          401, 401, 200
			/api/v1/suspensions/,                         401, 401, 404
			/api/v1/establishments/9999999Z/people,       401, 401, 404
			/api/v1/establishments/no-uai/people,         401, 401, 404
			/api/v1/establishments/9999999Z/audit,        401, 401, 404
			/api/v1/nothing,                              401, 401, 404
			/api,                                         401, 401, 404
			/console,                                     303, 303, 303
			/console/anything,                            303, 303, 303
			/v3/api-docs,                                 401, 401, 200
			""")
	void everyPathIsClosedToAllButAdministrators(String path, int nobody, int wrongPassword, int administrator)
			throws Exception {
		assertThat(send(request(path)).statusCode()).isEqualTo(nobody);
		assertThat(send(request(path).header("Authorization", basic("admin:wrong"))).statusCode())
			.isEqualTo(wrongPassword);
		assertThat(send(asAdmin(path)).statusCode()).isEqualTo(administrator);
		this.suspensions.counts().release(this.address);
	}

	@Test
	void healthTellsAStatusAndNothingOfTheMachine() throws Exception {
		String health = send(asAdmin("/actuator/health")).body();
		assertThat(health).contains("\"status\":\"UP\"").doesNotContain("components").doesNotContain("disk");
	}

	@Test
	void healthIsOpenForReadingOnly() throws Exception {
		assertThat(send(request("/actuator/health").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(401);
	}

	@Test
	void whoSendsNothingIsAskedForAPasswordByAProblem() throws Exception {
		HttpResponse<String> response = send(request("/api/v1/suspensions"));
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Basic realm=\"Passerelle\""));
		assertProblem(response, 401, "LOGIN_REQUIRED");
	}

	@Test
	void aWrongPasswordIsAProblemWithAReference() throws Exception {
		HttpResponse<String> response = send(
				request("/api/v1/suspensions").header("Authorization", basic("admin:Chosen-2")));
		assertProblem(response, 401, "BAD_CREDENTIALS");
		assertThat(response.body()).contains("\"reference\":").doesNotContain("Chosen-2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic", "Basic !!!", "Basic YWRtaW4=", "Bearer abc", "Digest username=admin" })
	void credentialsOfAnotherFormOpenNothing(String authorization) throws Exception {
		assertThat(send(request("/api/v1/suspensions").header("Authorization", authorization)).statusCode())
			.isEqualTo(401);
	}

	@Test
	void noSessionIsBegun() throws Exception {
		assertThat(send(asAdmin("/api/v1/suspensions")).headers().firstValue("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/suspensions", "/api/v1/nothing", "/actuator/health" })
	void everyAnswerForbidsFramesSniffingAndCaching(String path) throws Exception {
		for (HttpRequest.Builder request : new HttpRequest.Builder[] { request(path), asAdmin(path) }) {
			HttpResponse<String> response = send(request);
			assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
			assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
			assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
			assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
				.contains("default-src 'none'");
			assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		}
	}

	@Test
	void tooManyWrongPasswordsSuspendTheAddressEvenForTheRightOne() throws Exception {
		for (int i = 0; i < 5; i++) {
			assertThat(send(request("/api/v1/suspensions").header("Authorization", basic("admin:" + i))).statusCode())
				.isEqualTo(401);
		}
		HttpResponse<String> refused = send(asAdmin("/api/v1/suspensions"));
		assertProblem(refused, 429, "ADDRESS_SUSPENDED");
		assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L,
				Duration.ofMinutes(15).toSeconds() + 1);
		assertThat(send(request("/actuator/health")).statusCode()).isEqualTo(200);
		this.suspensions.counts().release(this.address);
		assertThat(send(asAdmin("/api/v1/suspensions")).statusCode()).isEqualTo(200);
	}

	@Test
	void ofManyWrongPasswordsAtOnceOnlyTheLimitIsJudged() throws Exception {
		List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 60)
			.mapToObj(
					(i) -> sendLater(request("/api/v1/suspensions").header("Authorization", basic("admin:wrong-" + i))))
			.toList();
		Map<Integer, Long> statuses = all.stream()
			.map(CompletableFuture::join)
			.collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
		assertThat(statuses).isEqualTo(Map.of(401, 5L, 429, 55L));
		this.suspensions.counts().release(this.address);
	}

	@Test
	void aRefusedSignInNamesTheAccountThatWasTriedAndNeverWhatWasTyped() throws Exception {
		send(request("/api/v1/suspensions").header("Authorization", basic("admin:wrong")));
		send(request("/api/v1/suspensions").header("Authorization", basic("My-Password-9:wrong")));
		Awaitility.await().untilAsserted(() -> {
			String journal = send(asAdmin("/api/v1/audit?type=ADMIN_LOGIN_REFUSED&size=200")).body();
			List<String> mine = Stream.of(journal.split("\\{"))
				.filter((entry) -> entry.contains("\"" + this.address + "\""))
				.toList();
			assertThat(mine).hasSize(2);
			assertThat(mine.get(0)).doesNotContain("admin");
			assertThat(mine.get(1)).contains("\"admin\"");
			assertThat(journal).doesNotContain("My-Password-9");
		});
	}

	@Test
	void aForgedForwardingHeaderIsNotBelievedBeyondTheProxy() throws Exception {
		for (int i = 0; i < 5; i++) {
			send(request("/api/v1/suspensions").setHeader("X-Forwarded-For", "6.6.6." + i + ", " + this.address)
				.header("Authorization", basic("admin:" + i)));
		}
		assertThat(send(asAdmin("/api/v1/suspensions")).statusCode()).isEqualTo(429);
		this.suspensions.counts().release(this.address);
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Origin,https://evil.example", "Origin,null",
			"Origin,http://127.0.0.1:1", "Origin,''" })
	void aChangeThatAnotherSiteAsksForIsRefused(String header, String value) throws Exception {
		for (String method : new String[] { "POST", "PUT", "PATCH", "DELETE" }) {
			HttpResponse<String> response = send(
					asAdmin("/api/v1/suspensions/198.51.100.250").method(method, BodyPublishers.noBody())
						.header(header, value));
			assertThat(response.statusCode()).isEqualTo(403);
			assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		}
	}

	@Test
	void aChangeFromItsOwnPagesOrNoBrowserPasses() throws Exception {
		String path = "/api/v1/suspensions/198.51.100.250";
		assertThat(send(asAdmin(path).DELETE()).statusCode()).isEqualTo(404);
		assertThat(send(
				asAdmin(path).DELETE().header("Origin", "http://" + host()).header("Sec-Fetch-Site", "same-origin"))
			.statusCode()).isEqualTo(404);
	}

	@Test
	void readingFromAnotherSiteIsHarmlessAndPasses() throws Exception {
		assertThat(send(asAdmin("/api/v1/suspensions").header("Sec-Fetch-Site", "cross-site")).statusCode())
			.isEqualTo(200);
	}

	private static void assertProblem(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.headers().firstValue("Passerelle-Error")).contains(code);
		assertThat(response.body()).contains("\"status\":" + status).contains("\"detail\":");
	}

}
