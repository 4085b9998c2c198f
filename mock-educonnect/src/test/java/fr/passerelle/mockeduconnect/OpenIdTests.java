package fr.passerelle.mockeduconnect;

import java.io.IOException;
import java.math.BigInteger;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The imitation, as a browser and a client of OpenID Connect meet it. */
@SuppressWarnings("NullAway.Init")
class OpenIdTests {

	private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private MockEduConnect educonnect;

	@BeforeEach
	void start() {
		this.educonnect = MockEduConnect.builder()
			.client("essai", "un secret", "https://service.example.fr/callback", "https://service.example.fr/left")
			.start();
	}

	@AfterEach
	void stop() {
		this.educonnect.close();
	}

	@Test
	void aPersonSignsInInTwoStepsAndUserinfoHasThePlainNames() throws Exception {
		HttpResponse<String> tokens = exchange(signIn(), VERIFIER, "un+secret");
		assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
		String token = member(tokens.body(), "id_token");
		assertThat(isSigned(token)).isTrue();
		String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
		assertThat(claims).contains("\"aud\":\"essai\"").contains("\"nonce\":\"n\"").doesNotContain("FrEduCt");
		String person = userinfo(member(tokens.body(), "access_token")).body();
		assertThat(person).contains("\"FrEduCtPersonAffiliation\":[\"resp2d\"]")
			.contains("\"FrEduCtRefId\":[\"{AAF}4|1|90001\",\"{AAF}4|1|90002\"]")
			.contains("\"family_name\":\"PETIT\",\"given_name\":\"Anne\"")
			.contains("\"FrEduUrlRetour\":\"" + this.educonnect.url() + "/Logout\"");
		assertThat(member(person, "sub")).isEqualTo(member(claims, "sub"))
			.isNotEqualTo(member(person, "FrEduCtId"))
			.hasSize(43);
	}

	@Test
	void aCodeIsExchangedOnceByItsClientWithItsVerifier() throws Exception {
		assertThat(member(exchange(signIn(), "another", "un+secret").body(), "error")).isEqualTo("invalid_grant");
		String code = signIn();
		HttpResponse<String> refused = exchange(code, VERIFIER, "another");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(exchange(code, VERIFIER, "un+secret").statusCode()).isEqualTo(200);
		assertThat(member(exchange(code, VERIFIER, "un+secret").body(), "error")).isEqualTo("invalid_grant");
		assertThat(userinfo(code).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "client_id=essai,client_id=other,client", "service.example.fr,other.example.fr,retour",
			"response_type=code,response_type=token,code", "scope=openid,scope=profile,openid",
			"challenge_method=S256,challenge_method=plain,PKCE" })
	void aRequestThatBreaksARuleEndsOnAPage(String from, String to, String word) throws Exception {
		HttpResponse<String> refused = get(request().replace(from, to));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("refusée").contains(word);
	}

	@Test
	void whoLeavesByATokenOfHereComesBackToTheClientsAddress() throws Exception {
		String hint = member(exchange(signIn(), VERIFIER, "un+secret").body(), "id_token");
		String leave = this.educonnect.url()
				+ "/idp/profile/Logout?state=s&post_logout_redirect_uri=https%3A%2F%2Fservice.example.fr%2Fleft";
		assertThat(get(leave.replace("left", "right") + "&id_token_hint=" + hint).statusCode())
			.as("not the client's address")
			.isEqualTo(200);
		assertThat(this.educonnect.sessions()).isZero();
		assertThat(get(leave + "&id_token_hint=x").statusCode()).as("a token of elsewhere").isEqualTo(200);
		assertThat(location(get(leave + "&id_token_hint=" + hint)))
			.isEqualTo("https://service.example.fr/left?state=s");
	}

	@Test
	void discoveryNamesAddressesThatAnswer() throws Exception {
		String document = get(this.educonnect.issuer() + OpenId.DISCOVERY).body();
		assertThat(member(document, "issuer")).isEqualTo(this.educonnect.issuer());
		for (String name : new String[] { "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri",
				"end_session_endpoint" }) {
			assertThat(get(member(document, name)).statusCode()).as(name).isNotEqualTo(404);
		}
	}

	@Test
	void aClientIsReadFromItsFlag() {
		assertThat(Client.of("a,b,https://c/d,https://e/f"))
			.isEqualTo(new Client("a", "b", "https://c/d", "https://e/f"));
		assertThat(Client.of("a,b,https://c/d").loggedOut()).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> MockEduConnectMain.read("--client", "a,b"))
			.withMessageContaining("--client is <name>");
	}

	/** The two steps; gives the code. */
	private String signIn() throws Exception {
		HttpResponse<String> answer = get(request());
		if (!location(answer).contains("code=")) {
			String choice = this.educonnect.url() + location(answer);
			assertThat(choice).contains(OpenId.AUTHORIZE + "?execution=");
			String form = this.educonnect.url() + location(post(choice, "who=responsable"));
			answer = post(form, "username=a.petit&password=x");
		}
		String back = location(answer);
		assertThat(back).startsWith("https://service.example.fr/callback?code=").endsWith("&state=s");
		return String.valueOf(Texts.field(URI.create(back).getRawQuery(), "code"));
	}

	private String request() throws Exception {
		String challenge = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
		return this.educonnect.url() + OpenId.AUTHORIZE + "?client_id=essai&response_type=code&scope=openid&state=s"
				+ "&nonce=n&redirect_uri=https%3A%2F%2Fservice.example.fr%2Fcallback&code_challenge=" + challenge
				+ "&code_challenge_method=S256";
	}

	private HttpResponse<String> exchange(String code, String verifier, String secret) throws Exception {
		String basic = Base64.getEncoder().encodeToString(("essai:" + secret).getBytes(StandardCharsets.US_ASCII));
		return send(HttpRequest.newBuilder(URI.create(this.educonnect.url() + OpenId.TOKEN))
			.header("Authorization", "Basic " + basic)
			.POST(HttpRequest.BodyPublishers.ofString("grant_type=authorization_code&code=" + code
					+ "&redirect_uri=https%3A%2F%2Fservice.example.fr%2Fcallback&code_verifier=" + verifier)));
	}

	private HttpResponse<String> userinfo(String token) throws Exception {
		return send(HttpRequest.newBuilder(URI.create(this.educonnect.url() + OpenId.USERINFO))
			.header("Authorization", "Bearer " + token));
	}

	private boolean isSigned(String token) throws Exception {
		String keys = get(this.educonnect.url() + OpenId.KEYS).body();
		PublicKey key = KeyFactory.getInstance("RSA")
			.generatePublic(new RSAPublicKeySpec(number(member(keys, "n")), number(member(keys, "e"))));
		int end = token.lastIndexOf('.');
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initVerify(key);
		signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
		return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
	}

	private static BigInteger number(String text) {
		return new BigInteger(1, Base64.getUrlDecoder().decode(text));
	}

	private static String member(String json, String name) {
		Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
		assertThat(value.find()).as(json).isTrue();
		return value.group(1);
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
	}

	private HttpResponse<String> get(String address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(address)));
	}

	private HttpResponse<String> post(String page, String fields) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(page))
			.POST(HttpRequest.BodyPublishers.ofString(URI.create(page).getQuery() + "&" + fields)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
