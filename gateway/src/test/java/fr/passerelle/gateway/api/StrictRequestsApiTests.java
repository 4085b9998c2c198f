package fr.passerelle.gateway.api;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A field or parameter that would have no effect is refused, by its name.
 */
class StrictRequestsApiTests extends RunningGateway {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String until = Instant.now().plus(Duration.ofDays(2)).toString();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					POST  | /api/v1/tokens                        | {"name":"n","expires":"UNTIL","establishments":["0440002C"],"readOnly":true} | establishments
					POST  | /api/v1/tokens                        | {"name":"n","expires":"UNTIL","grant":{"platform":true,"readonly":true}}     | grant.readonly
					POST  | /api/v1/tokens                        | {"name":"n","name":"m","expires":"UNTIL"}                                    | name
					POST  | /api/v1/tokens                        | {"name":"n","expires":"UNTIL","grant":{"platform":"true"}}                   | grant.platform
					POST  | /api/v1/tokens                        | {"name":"n","expires":"UNTIL","grant":{"platform":1}}                        | grant.platform
					POST  | /api/v1/tokens                        | {"name":5,"expires":"UNTIL"}                                                 | name
					POST  | /api/v1/tokens                        | {"name":"n","expires":"soon"}                                                | expires
					POST  | /api/v1/tokens                        | {"name":"n","expires":"UNTIL","grant":{"establishments":[null]}}             | grant.establishments
					POST  | /api/v1/tokens                        | {"name":"n","expires":"UNTIL"} {"grant":{"platform":false}}                  | line 1
					POST  | /api/v1/tokens                        | [{"name":"n"}]                                                               | line 1
					POST  | /api/v1/tokens                        | null                                                                         | missing
					POST  | /api/v1/administrators                | {"username":"strict","grant":{"platform":true},"locked":true}                | locked
					PATCH | /api/v1/administrators/admin          | {"readOnly":true}                                                            | readOnly
					PATCH | /api/v1/account                       | {"grant":{"platform":true}}                                                  | grant
					POST  | /api/v1/account/password              | {"current":"Chosen-1","newPassword":"x"}                                     | current
					POST  | /api/v1/account/second-factor/confirmation | {"code":"123456","keep":true}                                           | keep
					PUT   | /api/v1/security                      | {"attempts":5,"windows":"PT10M"}                                             | windows
					PUT   | /api/v1/security                      | {"attempts":"5"}                                                             | attempts
					PUT   | /api/v1/security                      | {"attempts":5.7}                                                             | attempts
					POST  | /api/v1/establishments/0330001A/identities/x/link | {"identifiant":"a","person":"b"}                                 | person
					""")
	void aBodyThatSaysMoreOrOtherwiseThanCanBeHeardIsRefusedByName(String method, String path, String body,
			String named) throws Exception {
		HttpResponse<String> refused = json(method, path, body.replace("UNTIL", this.until));
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
		JsonNode problem = JSON.readTree(refused.body());
		assertThat(problem.path("title").asString()).isEqualTo("Body unreadable");
		assertThat(problem.path("detail").asString()).contains(named).doesNotContain("Chosen-1", "0440002C", "123456");
	}

	@Test
	void aTokenWithItsLimitsInTheRightPlaceIsMade() throws Exception {
		assertThat(json("POST", "/api/v1/tokens",
				"{\"name\":\"n\",\"expires\":\"" + this.until + "\",\"grant\":{\"platform\":true,\"readOnly\":true}}")
			.statusCode()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource({ "DELETE,/api/v1/establishments/0330001A/sessions?all=true&profil=ELV,profil",
			"DELETE,/api/v1/establishments/0330001A/sessions?profile=ELV&espaces=eleve,espaces",
			"DELETE,/api/v1/establishments/0330001A?Confirm=0330001A,Confirm",
			"DELETE,/api/v1/suspensions?address=192.0.2.1,address",
			"POST,/api/v1/establishments/0330001A/people/import?dry=true,dry",
			"POST,/api/v1/backups?commentaire=x,commentaire", "POST,/api/v1/tokens?%67rant=x,grant" })
	void aParameterThatAChangeDoesNotKnowRefusesIt(String method, String path, String named) throws Exception {
		HttpResponse<String> refused = json(method, path, "{}");
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
		assertThat(JSON.readTree(refused.body()).path("detail").asString()).contains("no parameter " + named);
	}

	private HttpResponse<String> json(String method, String path, String body) throws Exception {
		return send(asAdmin(path).header("Content-Type", path.contains("import") ? "text/csv" : "application/json")
			.method(method, text(body)));
	}

}
