package fr.passerelle.gateway.api;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.NewAccount;
import fr.passerelle.gateway.account.OwnAccount;
import fr.passerelle.gateway.account.TestCodes;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.recognition.IdentityQuery;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.suspension.Attempt;
import fr.passerelle.gateway.suspension.Suspensions;
import fr.passerelle.gateway.version.Establishments;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code /v3/api-docs} and the answers together: every operation is called, what is
 * sent and what is answered is what the description says, and nothing is left out.
 */
@NullMarked
@SuppressWarnings("NullAway.Init")
class OpenApiContractTests extends RunningGateway {

	private static final String JSON = "application/json";

	private static final String YAML = "application/yaml";

	private static final String MERGE_PATCH = "application/merge-patch+json";

	/** Of an ENT. */
	private static final String ANSWER = """
			<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess>
			<cas:user>u1</cas:user></cas:authenticationSuccess></cas:serviceResponse>
			""";

	private static final String UAI = "0990001D";

	private static final String PUPILS = "<?xml version=\"1.0\"?><BEE_ELEVES><PARAMETRES><UAJ>" + UAI
			+ "</UAJ></PARAMETRES><ELEVE ELEVE_ID=\"1\"><NOM>ESSAI</NOM><PRENOM>Ana</PRENOM></ELEVE></BEE_ELEVES>";

	private static final String SCHOOL = "/api/v1/establishments/" + UAI;

	private static final String TEMPLATE = "/api/v1/establishments/{uai}";

	private static final String DOCUMENT = """
			uai: 0990001D
			name: Collège de la Description
			publicUrl: https://0990001d.example.fr
			upstream: http://127.0.0.1:9
			delegations:
			  - id: essai
			    label: Essai
			    protocol: CAS
			    cas: { serverUrl: "http://127.0.0.1:9/cas", validation: CAS3 }
			espaces:
			  parent: { delegations: [essai], directLogin: true, loginParameters: { selection: parent } }
			""";

	private final SoftAssertions softly = new SoftAssertions();

	@Autowired
	private Establishments establishments;

	@Autowired
	private Rapprochement rapprochement;

	@Autowired
	private Sessions sessions;

	@Autowired
	private Suspensions suspensions;

	@Autowired
	private Administrators administrators;

	@Autowired
	private OwnAccount own;

	/** Whose calls they are. */
	private String credentials = ADMIN;

	/** What they send as {@code If-Match}; empty: none. */
	private String version = "";

	private DescribedApi api = new DescribedApi("{}");

	@BeforeEach
	void read() throws Exception {
		this.api = new DescribedApi(send(asAdmin("/v3/api-docs")).body());
	}

	@Test
	void everyOperationAnswersAsItIsDescribed() throws Exception {
		establishments();
		configuration();
		delegations();
		plans();
		people();
		sessionsAndSecurity();
		journal();
		backups();
		accounts();
		call("DELETE", TEMPLATE, SCHOOL + "?confirm=" + UAI, "", "", 204);
		this.softly.assertAll();
		assertThat(this.api.neverCalled()).as("operations of which no call above succeeds").isEmpty();
		assertThat(this.api.neverSent()).as("bodies that no call above sends with success").isEmpty();
	}

	@Test
	void everyOperationSaysWhatItIsFor() {
		for (String operation : this.api.operations()) {
			String[] parts = operation.split(" ", 2);
			JsonNode described = this.api.operation(parts[0], parts[1]);
			assertThat(described.path("summary").asText()).as(operation).isNotBlank();
			assertThat(described.path("responses").has("401")).as(operation).isTrue();
			assertThat(described.path("responses").has("403")).as(operation).isTrue();
		}
	}

	@Test
	void descriptionNamesTheContractsCalls() {
		assertThat(this.api.operations()).contains("GET /api/v1/ents", "GET /api/v1/ents/{id}",
				"GET /api/v1/establishments", "POST /api/v1/establishments", "GET " + TEMPLATE + "/configuration",
				"PUT " + TEMPLATE + "/configuration", "DELETE " + TEMPLATE, "PATCH " + TEMPLATE + "/espaces/{key}",
				"PUT " + TEMPLATE + "/publication", "GET " + TEMPLATE + "/configuration/versions",
				"POST " + TEMPLATE + "/delegations/{id}/diagnosis", "GET " + TEMPLATE + "/sessions",
				"DELETE " + TEMPLATE + "/sessions", "GET /api/v1/suspensions", "POST " + TEMPLATE + "/people/import",
				"GET " + TEMPLATE + "/people/export", "GET " + TEMPLATE + "/identities",
				"POST " + TEMPLATE + "/identities/{id}/link", "GET " + TEMPLATE + "/audit", "GET /api/v1/backups",
				"POST /api/v1/backups/{name}/restore", "GET /api/v1/tokens", "POST /api/v1/tokens",
				"DELETE /api/v1/tokens/{id}");
	}

	@Test
	void securitySchemesAndServersAreNamedWithoutAnyHost() {
		assertThat(this.api.root().path("components").path("securitySchemes").has("basic")).isTrue();
		assertThat(this.api.root().path("components").path("securitySchemes").has("token")).isTrue();
		assertThat(this.api.root().path("servers").get(0).path("url").asText()).isEqualTo("/");
	}

	private void establishments() throws Exception {
		call("GET", "/api/v1/ents", "/api/v1/ents?q=atrium", "", "", 200);
		call("GET", "/api/v1/ents/{id}", "/api/v1/ents/atrium-sud", "", "", 200);
		call("GET", "/api/v1/ents/{id}", "/api/v1/ents/there-is-none", "", "", 404);
		call("POST", "/api/v1/establishments", "/api/v1/establishments", YAML, DOCUMENT, 201);
		call("POST", "/api/v1/establishments", "/api/v1/establishments", YAML, DOCUMENT, 409);
		call("POST", "/api/v1/establishments", "/api/v1/establishments", JSON,
				"{\"uai\": \"0990002E\", \"name\": \"Lycée\", \"publicUrl\": \"https://0990002e.example.fr\", "
						+ "\"upstream\": \"http://127.0.0.1:9\"}",
				201);
		call("DELETE", TEMPLATE, "/api/v1/establishments/0990002E?confirm=0990002E", "", "", 204);
		call("POST", "/api/v1/establishments", "/api/v1/establishments", YAML, "uai: nothing", 422);
		call("POST", "/api/v1/establishments", "/api/v1/establishments", YAML, "[", 400);
		call("GET", "/api/v1/establishments", "/api/v1/establishments?q=description", "", "", 200);
		call("GET", "/api/v1/establishments", "/api/v1/establishments?size=0", "", "", 400);
		call("DELETE", TEMPLATE, SCHOOL, "", "", 400);
	}

	private void configuration() throws Exception {
		String path = TEMPLATE + "/configuration";
		HttpResponse<String> now = call("GET", path, SCHOOL + "/configuration", "", "", 200);
		call("GET", path, "/api/v1/establishments/9999999Z/configuration", "", "", 404);
		call("PUT", path, SCHOOL + "/configuration", JSON, now.body(), 200);
		this.version = "\"77\"";
		call("PUT", path, SCHOOL + "/configuration", JSON, now.body(), 412);
		this.version = "";
		call("PUT", path, SCHOOL + "/configuration", YAML, DOCUMENT.replace("label: Essai", "label: ENT Essai"), 200);
		call("PATCH", TEMPLATE + "/espaces/{key}", SCHOOL + "/espaces/eleve", JSON, "{\"published\": true}", 200);
		call("PATCH", TEMPLATE + "/espaces", SCHOOL + "/espaces", JSON, "{\"eleve\": {\"delegations\": [\"essai\"]}}",
				200);
		call("PATCH", TEMPLATE + "/espaces", SCHOOL + "/espaces", MERGE_PATCH, "{\"eleve\": {\"published\": true}}",
				200);
		call("PUT", TEMPLATE + "/publication", SCHOOL + "/publication", JSON,
				"{\"published\": false, \"reason\": \"Travaux\", \"reopensAt\": \"" + inAMonth() + "\"}", 200);
		call("PUT", TEMPLATE + "/publication", SCHOOL + "/publication", JSON, "{\"published\": true}", 200);
		call("GET", path + "/versions", SCHOOL + "/configuration/versions", "", "", 200);
		call("GET", path + "/versions/{number}", SCHOOL + "/configuration/versions/1", "", "", 200);
		call("GET", path + "/differences", SCHOOL + "/configuration/differences?from=1&to=2", "", "", 200);
		call("POST", path + "/merge/preview", SCHOOL + "/configuration/merge/preview?base=1", YAML,
				DOCUMENT.replace("Collège", "Lycée"), 200);
		call("POST", path + "/merge/preview", SCHOOL + "/configuration/merge/preview?base=1", JSON, now.body(), 200);
		call("POST", TEMPLATE + "/preview", SCHOOL + "/preview", YAML, DOCUMENT, 200);
		call("POST", TEMPLATE + "/preview", SCHOOL + "/preview", JSON, now.body(), 200);
		call("POST", TEMPLATE + "/preview", SCHOOL + "/preview", MERGE_PATCH, "{\"name\": \"Lycée\"}", 200);
		call("POST", path + "/versions/{number}/restore", SCHOOL + "/configuration/versions/1/restore", "", "", 200);
	}

	private void delegations() throws Exception {
		String path = TEMPLATE + "/delegations";
		call("GET", path, SCHOOL + "/delegations", "", "", 200);
		call("PUT", path + "/{id}", SCHOOL + "/delegations/atrium", JSON,
				"{\"label\": \"Atrium\", \"protocol\": \"CAS\", \"ent\": \"atrium-sud\"}", 200);
		call("GET", path + "/{id}", SCHOOL + "/delegations/atrium", "", "", 200);
		call("GET", path + "/{id}", SCHOOL + "/delegations/none", "", "", 404);
		call("PATCH", path + "/{id}", SCHOOL + "/delegations/atrium", JSON, "{\"active\": false}", 200);
		call("PATCH", path + "/{id}", SCHOOL + "/delegations/atrium", MERGE_PATCH, "{\"active\": true}", 200);
		call("DELETE", path + "/{id}", SCHOOL + "/delegations/atrium", "", "", 200);
		call("PUT", path + "/{id}", SCHOOL + "/delegations/idp", JSON,
				"{\"label\": \"Guichet\", \"protocol\": \"SAML2\", "
						+ "\"saml2\": {\"metadataUrl\": \"http://127.0.0.1:9/metadata\"}}",
				200);
		call("GET", path + "/{id}/provider", SCHOOL + "/delegations/idp/provider", "", "", 200);
		call("GET", path + "/{id}/provider", SCHOOL + "/delegations/essai/provider", "", "", 404);
		call("POST", path + "/{id}/keys", SCHOOL + "/delegations/idp/keys", "", "", 200);
		call("POST", path + "/{id}/keys", SCHOOL + "/delegations/idp/keys", "", "", 409);
		call("DELETE", path + "/{id}", SCHOOL + "/delegations/idp", "", "", 200);
		secrets(path);
		call("POST", path + "/{id}/diagnosis", SCHOOL + "/delegations/essai/diagnosis", "", "", 200);
		call("POST", TEMPLATE + "/diagnosis", SCHOOL + "/diagnosis", JSON,
				"{\"id\": \"autre\", \"label\": \"Autre\", \"protocol\": \"CAS\", "
						+ "\"cas\": {\"serverUrl\": \"http://127.0.0.1:9/cas\", \"validation\": \"CAS2\"}}",
				200);
		call("POST", TEMPLATE + "/what-if", SCHOOL + "/what-if", JSON,
				"{\"delegation\": \"essai\", \"profiles\": [\"National_TUT\"]}", 200);
		for (String type : new String[] { "text/xml", "application/xml", "text/plain" }) {
			call("POST", TEMPLATE + "/what-if", SCHOOL + "/what-if?delegation=essai", type, ANSWER, 200);
		}
		call("GET", TEMPLATE + "/ents", SCHOOL + "/ents", "", "", 200);
		call("GET", "/api/v1/ents/states", "/api/v1/ents/states", "", "", 200);
	}

	private void secrets(String path) throws Exception {
		call("PUT", path + "/{id}", SCHOOL + "/delegations/op", JSON, "{\"label\": \"OP\", \"protocol\": \"OIDC\", "
				+ "\"oidc\": {\"issuer\": \"https://op.example.fr\", \"clientId\": \"passerelle\"}}", 200);
		String secret = path + "/{id}/secret";
		call("PUT", secret, SCHOOL + "/delegations/op/secret", JSON, "{\"secret\": \"s3cret\"}", 204);
		call("PUT", secret, SCHOOL + "/delegations/op/secret", JSON, "{\"secret\": \"\"}", 422);
		call("PUT", secret, SCHOOL + "/delegations/essai/secret", JSON, "{\"secret\": \"s3cret\"}", 404);
		call("GET", path + "/{id}", SCHOOL + "/delegations/op", "", "", 200);
		call("DELETE", secret, SCHOOL + "/delegations/op/secret", "", "", 204);
		call("DELETE", path + "/{id}", SCHOOL + "/delegations/op", "", "", 200);
	}

	private void plans() throws Exception {
		String path = TEMPLATE + "/plans";
		HttpResponse<String> plan = call("POST", path, SCHOOL + "/plans?comment=year&at=" + inAMonth(), YAML,
				DOCUMENT.replace("Collège", "Lycée"), 201);
		String id = value(plan, "id");
		call("POST", path, SCHOOL + "/plans?at=" + inAMonth(), JSON,
				send(asAdmin(SCHOOL + "/configuration")).body().replace("Collège", "Cité"), 201);
		call("GET", path, SCHOOL + "/plans", "", "", 200);
		call("GET", path + "/{id}", SCHOOL + "/plans/" + id, "", "", 200);
		call("POST", path, SCHOOL + "/plans?at=1999-09-01T06:00:00Z", YAML, DOCUMENT, 422);
		call("DELETE", path + "/{id}", SCHOOL + "/plans/" + id, "", "", 204);
	}

	private void people() throws Exception {
		String path = TEMPLATE + "/people";
		call("POST", path + "/import", SCHOOL + "/people/import", "text/csv",
				"identifiant;nom;prenom;espaces\nc.bernard;Bernard;Claire;direction\n", 200);
		call("POST", path + "/import", SCHOOL + "/people/import", "text/csv", "identifiant;nom\n", 422);
		for (String type : List.of("application/xml", "text/xml", "application/zip", "application/octet-stream")) {
			call("POST", path + "/import", SCHOOL + "/people/import?dryRun=true", type, PUPILS, 200);
		}
		call("POST", path + "/import", SCHOOL + "/people/import?close=true", "multipart/form-data; boundary=x",
				"--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.xml\"\r\n\r\n" + PUPILS
						+ "\r\n--x--\r\n",
				200);
		call("POST", path + "/import", SCHOOL + "/people/import", "text/xml", PUPILS.replace(UAI, "0990002E"), 422);
		call("GET", path, SCHOOL + "/people?q=essai", "", "", 200);
		call("POST", path + "/import/undo", SCHOOL + "/people/import/undo", "", "", 200);
		call("POST", path + "/import/undo", SCHOOL + "/people/import/undo", "", "", 409);
		call("GET", path, SCHOOL + "/people?q=bernard", "", "", 200);
		call("GET", path + "/export", SCHOOL + "/people/export?format=csv", "", "", 200);
		call("GET", path + "/export", SCHOOL + "/people/export?format=pdf", "", "", 400);
		call("GET", TEMPLATE + "/identities", SCHOOL + "/identities", "", "", 200);
		call("POST", TEMPLATE + "/identities/{id}/link", SCHOOL + "/identities/none/link", JSON,
				"{\"identifiant\": \"c.bernard\"}", 404);
		String id = somebodyFromTheEnt();
		call("POST", TEMPLATE + "/identities/{id}/link", SCHOOL + "/identities/" + id + "/link", JSON,
				"{\"identifiant\": \"c.bernard\"}", 200);
		call("POST", TEMPLATE + "/identities/{id}/unlink", SCHOOL + "/identities/" + id + "/unlink", "", "", 200);
	}

	private String somebodyFromTheEnt() {
		Establishment school = this.establishments.find(new Uai(UAI)).orElseThrow();
		this.rapprochement.recognise(school, school.espace(EspaceKey.PARENT).delegations().get(0),
				new RemoteIdentity("u1", Map.of()), "192.0.2.9");
		return this.rapprochement.list(IdentityQuery.all(new Uai(UAI))).get(0).id();
	}

	private void sessionsAndSecurity() throws Exception {
		call("GET", TEMPLATE + "/sessions", SCHOOL + "/sessions", "", "", 200);
		call("DELETE", TEMPLATE + "/sessions", SCHOOL + "/sessions", "", "", 400);
		call("DELETE", TEMPLATE + "/sessions", SCHOOL + "/sessions?espace=parent", "", "", 200);
		call("DELETE", TEMPLATE + "/sessions/{id}", SCHOOL + "/sessions/none", "", "", 404);
		String id = this.sessions
			.open(new Uai(UAI), EspaceKey.PARENT, new Visitor("anne", "Anne", Set.of(), Set.of()), "essai", null,
					new SignInOrigin("192.0.2.9", Device.MOBILE))
			.session()
			.id();
		call("DELETE", TEMPLATE + "/sessions/{id}", SCHOOL + "/sessions/" + id, "", "", 204);
		suspended("192.0.2.1");
		call("GET", TEMPLATE + "/suspensions", SCHOOL + "/suspensions", "", "", 200);
		call("DELETE", TEMPLATE + "/suspensions", SCHOOL + "/suspensions", "", "", 200);
		call("DELETE", TEMPLATE + "/suspensions/{address}", SCHOOL + "/suspensions/192.0.2.1", "", "", 404);
		suspended("192.0.2.1");
		call("DELETE", TEMPLATE + "/suspensions/{address}", SCHOOL + "/suspensions/192.0.2.1", "", "", 204);
		HttpResponse<String> rules = call("GET", "/api/v1/security", "/api/v1/security", "", "", 200);
		call("PUT", "/api/v1/security", "/api/v1/security", JSON, rules.body(), 200);
		call("GET", "/api/v1/suspensions", "/api/v1/suspensions", "", "", 200);
		call("DELETE", "/api/v1/suspensions", "/api/v1/suspensions", "", "", 200);
		call("DELETE", "/api/v1/suspensions/{address}", "/api/v1/suspensions/192.0.2.1", "", "", 404);
		suspended("192.0.2.1");
		call("DELETE", "/api/v1/suspensions/{address}", "/api/v1/suspensions/192.0.2.1", "", "", 204);
	}

	private void suspended(String address) {
		for (int i = 0; i < 5; i++) {
			this.suspensions.recordFailure(new Attempt(address, new Uai(UAI), null));
		}
	}

	private void journal() throws Exception {
		call("GET", TEMPLATE + "/audit", SCHOOL + "/audit?size=5", "", "", 200);
		call("GET", TEMPLATE + "/audit", SCHOOL + "/audit?type=NOTHING", "", "", 400);
		call("GET", "/api/v1/audit", "/api/v1/audit", "", "", 200);
		call("GET", TEMPLATE + "/audit/export", SCHOOL + "/audit/export?format=csv", "", "", 200);
		call("GET", "/api/v1/audit/export", "/api/v1/audit/export?format=jsonl", "", "", 200);
	}

	private void backups() throws Exception {
		HttpResponse<String> made = call("POST", "/api/v1/backups", "/api/v1/backups?comment=contract", "", "", 201);
		String name = value(made, "name");
		call("GET", "/api/v1/backups", "/api/v1/backups", "", "", 200);
		call("GET", "/api/v1/backups/{name}", "/api/v1/backups/" + name, "", "", 200);
		call("GET", "/api/v1/backups/{name}", "/api/v1/backups/none", "", "", 404);
		call("GET", "/api/v1/backups/{name}/content", "/api/v1/backups/" + name + "/content", "", "", 200);
		byte[] file = HttpClient.newHttpClient()
			.send(asAdmin("/api/v1/backups/" + name + "/content").build(), BodyHandlers.ofByteArray())
			.body();
		HttpResponse<String> brought = send(asAdmin("/api/v1/backups").header("Content-Type", "application/zip")
			.POST(BodyPublishers.ofByteArray(file)));
		this.softly.assertThat(brought.statusCode()).isEqualTo(201);
		this.softly.check(() -> this.api.check("POST", "/api/v1/backups", "application/zip", "a file", brought));
		call("POST", "/api/v1/backups/{name}/restore", "/api/v1/backups/" + name + "/restore", "", "", 400);
		call("POST", "/api/v1/backups/{name}/restore", "/api/v1/backups/" + name + "/restore?confirm=" + name, "", "",
				200);
	}

	private void accounts() throws Exception {
		call("GET", "/api/v1/account", "/api/v1/account", "", "", 200);
		call("PATCH", "/api/v1/account", "/api/v1/account", JSON, "{\"displayName\": \"Contrat\"}", 200);
		this.version = "\"1\"";
		call("PATCH", "/api/v1/account", "/api/v1/account", JSON, "{\"displayName\": \"Autre\"}", 412);
		this.version = "";
		// The settings have this one's password.
		call("POST", "/api/v1/account/password", "/api/v1/account/password", JSON,
				"{\"currentPassword\": \"Chosen-1\", \"newPassword\": \"Une phrase assez longue, 2027\"}", 409);
		HttpResponse<String> made = call("POST", "/api/v1/administrators", "/api/v1/administrators", JSON,
				"{\"username\": \"m.lefevre\", \"displayName\": \"Maëlle Lefèvre\", \"grant\": "
						+ "{\"establishments\": [\"" + UAI + "\"], \"readOnly\": true}}",
				201);
		value(made, "password");
		call("GET", "/api/v1/administrators", "/api/v1/administrators", "", "", 200);
		call("GET", "/api/v1/administrators/{username}", "/api/v1/administrators/m.lefevre", "", "", 200);
		call("PATCH", "/api/v1/administrators/{username}", "/api/v1/administrators/m.lefevre", JSON,
				"{\"locked\": true}", 200);
		call("POST", "/api/v1/administrators/{username}/password", "/api/v1/administrators/m.lefevre/password", "", "",
				200);
		String cas = "/api/v1/administrators/{username}/cas";
		call("PUT", cas, "/api/v1/administrators/m.lefevre/cas", JSON,
				"{\"server\": \"academie\", \"user\": \"mlefevre\"}", 200);
		call("DELETE", cas, "/api/v1/administrators/m.lefevre/cas", "", "", 204);
		call("DELETE", "/api/v1/administrators/{username}/second-factor",
				"/api/v1/administrators/m.lefevre/second-factor", "", "", 204);
		call("DELETE", "/api/v1/administrators/{username}", "/api/v1/administrators/m.lefevre", "", "", 204);
		HttpResponse<String> token = call("POST", "/api/v1/tokens", "/api/v1/tokens", JSON,
				"{\"name\": \"contract\", \"expires\": \"" + inAMonth() + "\"}", 201);
		call("GET", "/api/v1/tokens", "/api/v1/tokens", "", "", 200);
		call("DELETE", "/api/v1/tokens/{id}", "/api/v1/tokens/" + value(token, "id"), "", "", 204);
		call("DELETE", "/api/v1/account/sessions", "/api/v1/account/sessions", "", "", 204);
		ownAccount();
	}

	/** What ends HTTP Basic for its caller, with an account of its own. */
	private void ownAccount() throws Exception {
		Actor actor = new Actor("z.contract", "192.0.2.9");
		String first = this.administrators.create(new NewAccount("z.contract", "", null, Grant.PLATFORM), actor)
			.password();
		this.own.changePassword(this.administrators.get("z.contract"), first, "Vr7!kw-Zq2?bT", actor);
		this.credentials = "z.contract:Vr7!kw-Zq2?bT";
		String path = "/api/v1/account";
		call("POST", path + "/password", path + "/password", JSON,
				"{\"currentPassword\": \"Vr7!kw-Zq2?bT\", \"newPassword\": \"Xk3?pl-Wr8!cV\"}", 204);
		this.credentials = "z.contract:Xk3?pl-Wr8!cV";
		HttpResponse<String> begun = call("POST", path + "/second-factor", path + "/second-factor", "", "", 200);
		String secret = URLDecoder.decode(value(begun, "secret"), StandardCharsets.UTF_8);
		String confirmation = path + "/second-factor/confirmation";
		call("POST", confirmation, confirmation, JSON, "{\"code\": \"1\"}", 403);
		call("POST", confirmation, confirmation, JSON, "{\"code\": \"" + TestCodes.now(secret) + "\"}", 200);
		call("GET", path, path, "", "", 403);
		this.credentials = ADMIN;
		call("DELETE", "/api/v1/administrators/{username}", "/api/v1/administrators/z.contract", "", "", 204);
	}

	private HttpResponse<String> call(String method, String template, String path, String type, String body, int status)
			throws Exception {
		var request = request(path).header("Authorization", basic(this.credentials))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : text(body));
		if (!this.version.isEmpty()) {
			request.header("If-Match", this.version);
		}
		if (!type.isEmpty()) {
			request.header("Content-Type", type);
		}
		HttpResponse<String> answer = send(request);
		this.softly.assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
		// All of them are told at the end, not the first alone.
		this.softly.check(() -> this.api.check(method, template, type, body, answer));
		return answer;
	}

	private static String inAMonth() {
		return Instant.now().plus(Duration.ofDays(30)).toString();
	}

	private String value(HttpResponse<String> answer, String name) {
		Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
		if (!found.find()) {
			this.softly.fail("%s is not in %s", name, answer.body());
			return "none";
		}
		return URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
	}

}
