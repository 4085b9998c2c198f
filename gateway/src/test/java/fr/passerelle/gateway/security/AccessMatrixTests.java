package fr.passerelle.gateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import fr.passerelle.gateway.Passerelle;
import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.NewAccount;
import fr.passerelle.gateway.account.OneTimePassword;
import fr.passerelle.gateway.account.OwnAccount;
import fr.passerelle.gateway.account.Tokens;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.version.Establishments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each role before each screen and each call. What is asked comes from the controllers
 * themselves: an unknown address fails the test until {@link #NEEDS} has it.
 */
@SpringBootTest(classes = Passerelle.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTests {

	private static final Uai MINE = new Uai("0330001A");

	private static final Uai OTHER = new Uai("0330002B");

	private static final String PASSWORD = "Vr7!kw-Zq2?bT";

	private static final Path DATA = folder();

	/**
	 * What an address needs, the first pattern that fits. Written anew here and not taken
	 * from the rules: two who think the same by themselves agree.
	 */
	private static final Map<Pattern, Need> NEEDS = new LinkedHashMap<>();

	static {
		need("(GET|POST|HEAD|PUT|PATCH|DELETE|OPTIONS) /console/(login|assets|suspended|expired|forbidden|cas-unknown)(/.*)?",
				Need.OPEN);
		need("\\S+ /console/?", Need.SIGNED_IN);
		need("\\S+ /console/\\*\\*", Need.BY_METHOD_PLATFORM);
		need("GET (/api/v1|/console)/(account|tokens|passkeys)(/.*)?", Need.SIGNED_IN);
		need("GET (/api/v1|/console)/ents/states(/.*)?", Need.READ_PLATFORM);
		need("GET (/api/v1|/console)/ents(/.*)?", Need.SIGNED_IN);
		need("\\S+ (/api/v1|/console)/(account|tokens|passkeys)(/.*)?", Need.PERSON);
		need("GET (/api/v1|/console)/establishments", Need.SIGNED_IN);
		need("POST (/api/v1|/console)/establishments/\\{uai}/(delegations/)?diagnosis", Need.CHANGE_SCHOOL);
		need("POST (/api/v1|/console)/establishments/\\{uai}/.*(preview|diagnosis|what-if)", Need.READ_SCHOOL);
		need("\\S+ (/api/v1|/console)/establishments/\\{uai}/(delete|duplicate)", Need.BY_METHOD_PLATFORM);
		need("DELETE /api/v1/establishments/\\{uai}", Need.CHANGE_PLATFORM);
		need("GET (/api/v1|/console)/establishments/new(/.*)?", Need.READ_PLATFORM);
		need("\\S+ (/api/v1|/console)/.*/content", Need.CHANGE_PLATFORM);
		need("GET (/api/v1|/console)/establishments/\\{uai}(/.*)?", Need.READ_SCHOOL);
		need("\\S+ (/api/v1|/console)/establishments/\\{uai}(/.*)?", Need.CHANGE_SCHOOL);
		need("POST (/api/v1|/console)/establishments(/.*)?", Need.CHANGE_PLATFORM);
		need("GET (/api/v1|/console)/administrators(/.*)?", Need.READ_PLATFORM);
		need("\\S+ (/api/v1|/console)/administrators(/.*)?", Need.PLATFORM_PERSON);
		need("\\S+ (/api/v1|/console)/(suspensions|security|journal|audit|backups|ents|educonnect|sessions|plans)(/.*)?",
				Need.BY_METHOD_PLATFORM);
		need("GET /v3/api-docs", Need.READ_PLATFORM);
	}

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private JdbcTemplate jdbc;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RequestMappingHandlerMapping requestMappingHandlerMapping;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Administrators administrators;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private OwnAccount own;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Tokens tokens;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Sessions sessions;

	@LocalServerPort
	private int port;

	private String visitorsCookies = "";

	private String visitorsSecret = "";

	private final Map<Role, String> authorization = new EnumMap<>(Role.class);

	private final Map<Role, HttpClient> browsers = new EnumMap<>(Role.class);

	private final Map<Role, String> csrf = new EnumMap<>(Role.class);

	private final HttpClient bare = HttpClient.newHttpClient();

	private static void need(String pattern, Need need) {
		NEEDS.put(Pattern.compile(pattern), need);
	}

	private static Path folder() {
		try {
			return Files.createTempDirectory("passerelle-matrix");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("passerelle.data-dir", DATA::toString);
		registry.add("passerelle.admin.password", () -> "Chosen-1");
		registry.add("passerelle.direct-login.attempts", () -> "1000");
		registry.add("passerelle.console.passkeys.rp-id", () -> "localhost");
		registry.add("passerelle.console.passkeys.origins", () -> "http://localhost:8080");
	}

	/** What an address needs. */
	enum Need {

		OPEN, SIGNED_IN, PERSON, READ_SCHOOL, CHANGE_SCHOOL, READ_PLATFORM, CHANGE_PLATFORM, PLATFORM_PERSON,
		BY_METHOD_PLATFORM

	}

	/** Who asks. */
	enum Role {

		PLATFORM(Grant.PLATFORM, false), PLATFORM_READING(new Grant(null, true), false),
		SCHOOL(new Grant(Set.of(MINE), false), false), SCHOOL_READING(new Grant(Set.of(MINE), true), false),
		PLATFORM_TOKEN(Grant.PLATFORM, true), READING_TOKEN(new Grant(null, true), true),
		SCHOOL_TOKEN(new Grant(Set.of(MINE), false), true), HALF(Grant.NONE, false), NOBODY(Grant.NONE, false),
		VISITOR(Grant.NONE, false);

		@SuppressWarnings("ImmutableEnumChecker") // its set is an immutable copy
		private final Grant grant;

		private final boolean token;

		Role(Grant grant, boolean token) {
			this.grant = grant;
			this.token = token;
		}

		boolean isIn() {
			return !this.grant.equals(Grant.NONE);
		}

		boolean may(Need need, boolean reading, Uai uai) {
			return switch (need) {
				case OPEN -> true;
				case SIGNED_IN -> isIn();
				case PERSON -> isIn() && !this.token;
				case READ_SCHOOL -> this.grant.mayRead(uai);
				case CHANGE_SCHOOL -> this.grant.mayChange(uai);
				case READ_PLATFORM -> this.grant.mayReadPlatform();
				case CHANGE_PLATFORM -> this.grant.mayChangePlatform();
				case PLATFORM_PERSON -> this.grant.mayChangePlatform() && !this.token;
				case BY_METHOD_PLATFORM -> reading ? this.grant.mayReadPlatform() : this.grant.mayChangePlatform();
			};
		}

	}

	/** An address of a controller. */
	record Endpoint(String method, String pattern) implements Comparable<Endpoint> {

		boolean isConsole() {
			return this.pattern.startsWith("/console");
		}

		boolean isReading() {
			return this.method.equals("GET") || this.pattern.matches(".*/(preview|\\{id}/diagnosis|what-if)");
		}

		String path(Uai uai) {
			return this.pattern.replace("{uai}", uai.value())
				.replace("/**", "/nothing-of-the-kind")
				.replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "1");
		}

		Need need() {
			String line = this.method + " " + this.pattern;
			return NEEDS.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().matcher(line).matches())
				.map(Map.Entry::getValue)
				.findFirst()
				.orElseThrow(() -> new AssertionError("who may " + line + "? Say it in NEEDS."));
		}

		@Override
		public int compareTo(Endpoint other) {
			return (this.pattern + this.method).compareTo(other.pattern + other.method);
		}

	}

	private Set<Endpoint> endpoints() {
		Set<Endpoint> all = new TreeSet<>();
		for (RequestMappingInfo info : this.requestMappingHandlerMapping.getHandlerMethods().keySet()) {
			Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
			List<String> names = methods.isEmpty() ? List.of("GET", "POST")
					: methods.stream().map(RequestMethod::name).toList();
			for (String pattern : info.getPatternValues()) {
				// The door lets no request to /v3/api-docs.yaml through.
				boolean isOurs = pattern.startsWith("/console") || pattern.startsWith("/api")
						|| pattern.equals("/v3/api-docs");
				if (isOurs) {
					names.forEach((name) -> all.add(new Endpoint(name, pattern)));
				}
			}
		}
		return all;
	}

	@BeforeEach
	void signEverybodyIn() throws Exception {
		if (!this.browsers.isEmpty()) {
			return;
		}
		visit();
		for (Role role : Role.values()) {
			this.browsers.put(role, HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
			if (role.isIn() || role == Role.HALF) {
				signIn(role);
			}
			String page = send(role, "GET", "/console/login", "").body();
			this.csrf.put(role, page.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1"));
		}
	}

	private void signIn(Role role) throws Exception {
		String name = "matrix-" + role.name().toLowerCase(Locale.ROOT);
		Grant grant = role.isIn() ? role.grant : Grant.PLATFORM;
		Actor actor = new Actor("test", "127.0.0.1");
		OneTimePassword first = this.administrators.create(new NewAccount(name, "", null, grant), actor);
		String password = first.password();
		if (role.isIn()) {
			this.own.changePassword(this.administrators.get(name), password, PASSWORD, actor);
			password = PASSWORD;
		}
		Account account = this.administrators.get(name);
		if (role.token) {
			this.authorization.put(role,
					"Bearer " + this.tokens
						.create(account, "matrix", grant, Instant.now().plus(Duration.ofDays(1)), actor)
						.text());
			return;
		}
		this.authorization.put(role, "Basic "
				+ Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
		String page = send(role, "GET", "/console/login", "").body();
		String token = page.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
		assertThat(send(role, "POST", "/console/login", "_csrf=" + token + "&username=" + name + "&password="
				+ password.replace("?", "%3F").replace("!", "%21"))
			.statusCode()).isEqualTo(303);
	}

	private HttpResponse<String> send(Role role, String method, String path, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Accept", path.startsWith("/console") ? "text/html" : "application/json")
			.header("Content-Type",
					path.startsWith("/console") ? "application/x-www-form-urlencoded" : "application/json");
		HttpClient client = this.browsers.getOrDefault(role, this.bare);
		if (path.startsWith("/api") || path.startsWith("/v3")) {
			client = this.bare;
			String credentials = this.authorization.getOrDefault(role, "");
			if (!credentials.isEmpty()) {
				request.header("Authorization", credentials);
			}
		}
		else if (role.token) {
			request.header("Authorization", this.authorization.getOrDefault(role, ""));
		}
		if (role == Role.VISITOR) {
			request.header("Cookie", this.visitorsCookies);
		}
		return answer(client, request.method(method, BodyPublishers.ofString(body)));
	}

	/**
	 * Signs a visitor in at the school, and sees that a page of theirs takes the cookie.
	 */
	private void visit() {
		this.establishments.create(ConfigurationDocument.parse("""
				uai: 0330001A
				name: Collège de la Matrice
				publicUrl: http://127.0.0.1:%d
				published: true
				upstream: http://127.0.0.1:9
				espaces:
				  parent: { directLogin: true }
				""".formatted(this.port).getBytes(StandardCharsets.UTF_8), ConfigurationDocument.Format.YAML),
				new Change("test", null));
		Visitor parent = new Visitor("anne", "Anne", Set.of(Profile.TUT), Set.of(EspaceKey.PARENT));
		String secret = this.sessions
			.open(MINE, EspaceKey.PARENT, parent, GatewaySession.DIRECT, null,
					new SignInOrigin("127.0.0.1", Device.COMPUTER))
			.secret();
		String purpose = SessionCookies.purpose(EspaceKey.PARENT);
		String name = new GatewayCookies(false).name(purpose);
		assertThat(visitorsPage(name + "=" + "x".repeat(32))).isEqualTo("LOGIN_REQUIRED");
		assertThat(visitorsPage(name + "=" + secret)).as("nobody answers behind the door")
			.isEqualTo("UPSTREAM_UNREACHABLE");
		this.visitorsCookies = name + "=" + secret + "; " + new GatewayCookies(true).name(purpose) + "=" + secret;
		this.visitorsSecret = secret;
	}

	private String visitorsPage(String cookies) {
		return answer(this.bare,
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/pronote/parent.html"))
					.header("Accept", "application/json")
					.header("Cookie", cookies))
			.headers()
			.firstValue("Passerelle-Error")
			.orElse("none");
	}

	private static HttpResponse<String> answer(HttpClient client, HttpRequest.Builder request) {
		try {
			return client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** What the rules alone may answer: passed, refused, or sent to sign in. */
	private static boolean isRefused(Endpoint endpoint, HttpResponse<String> answer) {
		if (!endpoint.isConsole()) {
			return answer.statusCode() == 401 || answer.statusCode() == 403;
		}
		String to = answer.headers().firstValue("Location").orElse("");
		return (answer.statusCode() == 403 && !isWithoutTicket(endpoint, answer)) || to.contains("/console/login");
	}

	/** The rules let files of people pass; then they need the ticket of their page. */
	private static boolean isWithoutTicket(Endpoint endpoint, HttpResponse<String> answer) {
		return endpoint.pattern().endsWith("/people/import/{ticket}")
				&& answer.body().contains("Ce formulaire a expiré");
	}

	@Test
	void everybodyReachesWhatTheirRoleAllowsAndNothingElse() {
		Map<String, String> wrong = new TreeMap<>();
		int asked = 0;
		for (Endpoint endpoint : endpoints()) {
			Need need = endpoint.need();
			for (Role role : Role.values()) {
				if (need == Need.OPEN) {
					continue;
				}
				for (Uai uai : endpoint.pattern().contains("{uai}") ? List.of(MINE, OTHER) : List.of(MINE)) {
					// A token is for programs: the console knows none.
					boolean may = role.may(need, endpoint.isReading(), uai) && !(endpoint.isConsole() && role.token);
					// Only roles that may not are asked for what ends their own session
					// or
					// streams without end.
					if (may && (endsTheSession(endpoint) || isStream(endpoint))) {
						continue;
					}
					HttpResponse<String> answer = send(role, endpoint.method(), endpoint.path(uai),
							body(role, endpoint));
					asked++;
					if (isRefused(endpoint, answer) == may) {
						wrong.put(role + " " + endpoint.method() + " " + endpoint.path(uai),
								(may ? "may, but " : "may not, but ") + answer.statusCode());
					}
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(asked).isGreaterThan(300);
	}

	private String body(Role role, Endpoint endpoint) {
		if (endpoint.method().equals("GET")) {
			return "";
		}
		return endpoint.isConsole() ? "_csrf=" + this.csrf.getOrDefault(role, "none") : "{";
	}

	private static boolean endsTheSession(Endpoint endpoint) {
		return endpoint.pattern().endsWith("/account/sessions") && !endpoint.method().equals("GET");
	}

	private static boolean isStream(Endpoint endpoint) {
		return endpoint.pattern().endsWith("/events");
	}

	@Test
	void aStreamIsNotForAnotherSchool() {
		String path = "/console/establishments/" + OTHER + "/connections/events";
		assertThat(endpoints()).contains(new Endpoint("GET", "/console/establishments/{uai}/connections/events"));
		assertThat(send(Role.SCHOOL, "GET", path, "").statusCode()).isEqualTo(403);
	}

	@Test
	void aTokenGetsTheSignInForm() {
		for (String path : new String[] { "/console/", "/console/journal", "/console/administrators" }) {
			HttpResponse<String> answer = send(Role.PLATFORM_TOKEN, "GET", path, "");
			assertThat(answer.statusCode()).as(path).isIn(302, 303);
			assertThat(answer.headers().firstValue("Location").orElse("")).as(path).contains("/console/login");
		}
	}

	@Test
	void aVisitorsSecretIsNothingUnderTheConsolesNameEither() {
		for (Endpoint endpoint : endpoints()) {
			if (endpoint.need() != Need.OPEN && endpoint.method().equals("GET")) {
				HttpResponse<String> answer = answer(this.bare,
						HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + endpoint.path(MINE)))
							.header("Accept", endpoint.isConsole() ? "text/html" : "application/json")
							.header("Cookie", this.visitorsCookies + "; passerelle-console=" + this.visitorsSecret));
				assertThat(isRefused(endpoint, answer)).as("%s %s", endpoint, answer.statusCode()).isTrue();
			}
		}
	}

	@Test
	void aSessionAloneMakesNoPasskey() {
		// Other tests of this class ask every address, and their tries are counted.
		this.jdbc.update("UPDATE administrators SET code_tries = 0");
		assertThat(passkeyOptions("{\"password\":\"wrong\"}").statusCode()).isEqualTo(422);
		HttpResponse<String> refused = passkeyOptions("{}");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).isEqualTo("{\"code\":\"WRONG_PASSWORD\"}");
		HttpResponse<String> options = passkeyOptions("{\"password\":\"" + PASSWORD + "\"}");
		assertThat(options.statusCode()).isEqualTo(200);
		assertThat(options.body()).contains("\"challenge\"");
	}

	private HttpResponse<String> passkeyOptions(String body) {
		return answer(this.browsers.getOrDefault(Role.PLATFORM_READING, this.bare),
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/console/passkeys/options"))
					.header("Accept", "application/json")
					.header("Content-Type", "application/json")
					.header("X-CSRF-TOKEN", this.csrf.getOrDefault(Role.PLATFORM_READING, ""))
					.POST(BodyPublishers.ofString(body)));
	}

	@Test
	void everyFormWithoutItsTokenOrWithAForeignOneIsRefused() {
		List<String> taken = new ArrayList<>();
		for (Endpoint endpoint : endpoints()) {
			if (endpoint.isConsole() && !endpoint.method().equals("GET")) {
				for (String body : new String[] { "", "_csrf=forged",
						"_csrf=" + this.csrf.getOrDefault(Role.SCHOOL, "") }) {
					HttpResponse<String> answer = send(Role.PLATFORM, endpoint.method(), endpoint.path(MINE), body);
					boolean login = endpoint.pattern().equals("/console/login");
					if (answer.statusCode() != 403 && !login) {
						taken.add(endpoint + " " + answer.statusCode());
					}
				}
			}
		}
		assertThat(taken).isEmpty();
	}

}
