package fr.passerelle.gateway.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.OwnAccount;
import fr.passerelle.gateway.account.TestCodes;
import fr.passerelle.gateway.actor.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Administrators and tokens through the API.
 */
class AdministratorsApiTests extends RunningGateway {

	private static final String GOOD = "Vr7!kw-Zq2?bT";

	private static final String ADMINISTRATORS = "/api/v1/administrators";

	private static final String TOKENS = "/api/v1/tokens";

	private static final AtomicInteger NAMES = new AtomicInteger();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Administrators administrators;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private OwnAccount own;

	private final String name = "api" + NAMES.incrementAndGet();

	private HttpResponse<String> json(HttpRequest.Builder request, String method, String body) throws Exception {
		return send(request.header("Content-Type", "application/json").method(method, text(body)));
	}

	private static String field(HttpResponse<String> answer, String field) {
		Matcher found = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
		assertThat(found.find()).as("%s in %s", field, answer.body()).isTrue();
		return found.group(1);
	}

	private String made(String grant) throws Exception {
		HttpResponse<String> made = json(asAdmin(ADMINISTRATORS), "POST",
				"{\"username\":\"" + this.name + "\",\"grant\":" + grant + "}");
		assertThat(made.statusCode()).isEqualTo(201);
		assertThat(made.headers().firstValue("Location")).contains(ADMINISTRATORS + "/" + this.name);
		assertThat(made.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		return field(made, "password");
	}

	@Test
	void aMadeUpPasswordOpensNothingOfTheApi() throws Exception {
		String first = made("{\"platform\":true}");
		HttpResponse<String> refused = send(
				request(ADMINISTRATORS).header("Authorization", basic(this.name + ":" + first)));
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("to choose your own password");
		assertThat(send(asAdmin(ADMINISTRATORS + "/" + this.name)).body()).contains("\"mustChangePassword\":true");
	}

	@Test
	void aGrantIsNeverTheWholePlatformByAFieldLeftOut() throws Exception {
		HttpResponse<String> refused = json(asAdmin(ADMINISTRATORS), "POST", "{\"username\":\"" + this.name + "\"}");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("NO_ESTABLISHMENT");
		assertThat(json(asAdmin(ADMINISTRATORS), "POST",
				"{\"username\":\"x\",\"grant\":{\"establishments\":[\"nonsense\"]}}")
			.statusCode()).isEqualTo(400);
	}

	@Test
	void accountsAreChangedLockedAndDeleted() throws Exception {
		String grant = "{\"establishments\":[\"0330901A\"],\"readOnly\":true}";
		HttpResponse<String> mistyped = json(asAdmin(ADMINISTRATORS), "POST",
				"{\"username\":\"" + this.name + "\",\"grant\":" + grant + "}");
		assertThat(mistyped.statusCode()).isEqualTo(422);
		assertThat(mistyped.body()).contains("establishment that there is not");
		String school = "{\"uai\": \"0330901A\", \"name\": \"Collège\", \"publicUrl\": \"https://0330901a.example.fr\", "
				+ "\"upstream\": \"http://127.0.0.1:1\", \"espaces\": {}}";
		assertThat(json(asAdmin("/api/v1/establishments"), "POST", school).statusCode()).isEqualTo(201);
		made(grant);
		String path = ADMINISTRATORS + "/" + this.name;
		assertThat(send(asAdmin(path)).body()).contains("\"establishments\":[\"0330901A\"]", "\"readOnly\":true");
		assertThat(json(asAdmin(path), "PATCH", "{\"locked\":true,\"displayName\":\"Zoé\"}").body())
			.contains("\"locked\":true", "Zoé");
		assertThat(json(asAdmin(path + "/password"), "POST", "").statusCode()).isEqualTo(200);
		HttpResponse<String> bound = json(asAdmin(path + "/cas"), "PUT",
				"{\"server\":\"academie\",\"user\":\"mlefevre\"}");
		assertThat(bound.body()).contains("\"cas\":{\"server\":\"academie\",\"user\":\"mlefevre\"}");
		HttpResponse<String> unknown = json(asAdmin(path + "/cas"), "PUT", "{\"server\":\"nowhere\",\"user\":\"x\"}");
		assertThat(unknown.statusCode()).isEqualTo(422);
		assertThat(unknown.body()).contains("\"field\":\"server\"", "passerelle.console.cas");
		assertThat(
				json(asAdmin(ADMINISTRATORS + "/admin/cas"), "PUT", "{\"server\":\"academie\",\"user\":\"mlefevre\"}")
					.statusCode())
			.isEqualTo(409);
		assertThat(send(asAdmin(path + "/second-factor").DELETE()).statusCode()).isEqualTo(204);
		assertThat(send(asAdmin(path).DELETE()).statusCode()).isEqualTo(204);
		assertThat(send(asAdmin(path)).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin(ADMINISTRATORS + "/admin").DELETE()).statusCode()).isEqualTo(409);
	}

	@Test
	void anEditUponAnOlderVersionIsRefused() throws Exception {
		made("{\"platform\":true}");
		String path = ADMINISTRATORS + "/" + this.name;
		String tag = send(asAdmin(path)).headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> first = json(asAdmin(path).header("If-Match", tag), "PATCH",
				"{\"displayName\":\"Theirs\"}");
		assertThat(first.statusCode()).isEqualTo(200);
		HttpResponse<String> late = json(asAdmin(path).header("If-Match", tag), "PATCH", "{\"email\":\"m@x.fr\"}");
		assertThat(late.statusCode()).isEqualTo(412);
		assertThat(late.body()).contains("OVERTAKEN", "Nothing was replaced");
		String next = first.headers().firstValue("ETag").orElseThrow();
		assertThat(next).isNotEqualTo(tag).isEqualTo(send(asAdmin(path)).headers().firstValue("ETag").orElseThrow());
		assertThat(json(asAdmin(path).header("If-Match", next), "PATCH", "{\"locked\":true}").statusCode())
			.isEqualTo(200);
		assertThat(send(asAdmin(path).header("If-None-Match", "*")).statusCode()).as("a lock shows at once")
			.isEqualTo(200);
	}

	@Test
	void codesAreSetUpAndThenThePasswordAloneOpensNothing() throws Exception {
		String first = made("{\"platform\":true}");
		settle(first);
		String me = basic(this.name + ":" + GOOD);
		String account = "/api/v1/account";
		HttpResponse<String> begun = json(request(account + "/second-factor").header("Authorization", me), "POST", "");
		assertThat(begun.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		String secret = field(begun, "secret");
		assertThat(field(begun, "link")).startsWith("otpauth://totp/Passerelle:" + this.name)
			.contains(secret.replace(" ", ""));
		String confirm = account + "/second-factor/confirmation";
		assertThat(json(request(confirm).header("Authorization", me), "POST", "{\"code\":\"000\"}").body())
			.contains("WRONG_CODE");
		assertThat(send(request(account).header("Authorization", me)).body()).contains("\"codes\":false",
				"\"recoveryCodesLeft\":0", "\"passkeys\":[]");
		String expires = Instant.now().plus(Duration.ofDays(2)).toString();
		String token = field(json(request(TOKENS).header("Authorization", me), "POST",
				"{\"name\":\"n\",\"expires\":\"" + expires + "\"}"), "token");
		assertThat(json(request(confirm).header("Authorization", "Bearer " + token), "POST",
				"{\"code\":\"" + TestCodes.now(secret) + "\"}")
			.statusCode()).as("a token sets nothing up").isEqualTo(403);
		HttpResponse<String> done = json(request(confirm).header("Authorization", me), "POST",
				"{\"code\":\"" + TestCodes.now(secret) + "\"}");
		assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
		assertThat(done.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		assertThat(done.body().split("\",\"")).hasSize(10);
		assertThat(send(request(account).header("Authorization", me)).statusCode()).isEqualTo(403);
		assertThat(send(request(account).header("Authorization", "Bearer " + token)).body())
			.contains("\"codes\":true", "\"recoveryCodesLeft\":10")
			.doesNotContain(secret.replace(" ", ""));
	}

	/** Chooses {@link #GOOD}. */
	private void settle(String first) {
		this.own.changePassword(this.administrators.get(this.name), first, GOOD, new Actor(this.name, "127.0.0.1"));
	}

	@Test
	void aTokenIsShownOnceAndNeverMakesAnother() throws Exception {
		String expires = Instant.now().plus(Duration.ofDays(2)).toString();
		HttpResponse<String> made = json(asAdmin(TOKENS), "POST",
				"{\"name\":\"n\",\"grant\":{\"platform\":true,\"readOnly\":true},\"expires\":\"" + expires + "\"}");
		assertThat(made.statusCode()).isEqualTo(201);
		String token = field(made, "token");
		String id = field(made, "id");
		assertThat(send(asAdmin(TOKENS)).body()).contains(id).doesNotContain(token);
		assertThat(send(request(ADMINISTRATORS).header("Authorization", "Bearer " + token)).statusCode())
			.isEqualTo(200);
		HttpResponse<String> another = json(request(TOKENS).header("Authorization", "Bearer " + token), "POST",
				"{\"name\":\"n\",\"expires\":\"" + expires + "\"}");
		assertThat(another.statusCode()).isEqualTo(403);
		assertThat(send(asAdmin(TOKENS + "/" + id).DELETE()).statusCode()).isEqualTo(204);
		assertThat(send(asAdmin(TOKENS + "/" + id).DELETE()).statusCode()).isEqualTo(404);
		assertThat(send(request(ADMINISTRATORS).header("Authorization", "Bearer " + token)).statusCode())
			.isEqualTo(401);
	}

	@Test
	void aTokenNeedsAnEnd() throws Exception {
		HttpResponse<String> refused = json(asAdmin(TOKENS), "POST", "{\"name\":\"n\"}");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("\"field\":\"expires\"", "at most 365 days");
	}

	@Test
	void aPasswordOfTheSettingsIsChangedThere() throws Exception {
		HttpResponse<String> refused = json(asAdmin("/api/v1/account/password"), "POST",
				"{\"currentPassword\":\"Chosen-1\",\"newPassword\":\"" + GOOD + "\"}");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("PASSWORD_OF_SETTINGS");
		assertThat(send(asAdmin("/api/v1/account")).body()).contains("\"username\":\"admin\"", "\"first\":true");
	}

}
