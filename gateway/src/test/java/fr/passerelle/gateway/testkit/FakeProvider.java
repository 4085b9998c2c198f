package fr.passerelle.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An OpenID Connect provider that signs everybody on as one person, immediately. It
 * checks what a provider checks: client, secret, return address, verifier, one use of a
 * code.
 */
public final class FakeProvider implements AutoCloseable {

	/** Our name there. */
	public static final String CLIENT = "passerelle";

	/** Our secret there. */
	public static final String SECRET = "un secret: & % +";

	/** Whom it signs on. */
	public static final String PERSON = "mdupont";

	/** The session of that person there. */
	public static final String SESSION = "session-1";

	private final HttpServer server;

	private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger number = new AtomicInteger();

	/** Signs tokens. */
	public volatile RSAKey key = key("k1");

	/** What its key set tells. */
	public volatile List<? extends JWK> published = List.of(this.key);

	/** Changes the claims of ID tokens. */
	public volatile Consumer<JWTClaimsSet.Builder> claims = (builder) -> {
	};

	/** Changes ID tokens. */
	public volatile UnaryOperator<String> token = (whole) -> whole;

	/** Changes what userinfo says. */
	public volatile UnaryOperator<String> userinfo = (whole) -> whole;

	/** Changes the addresses of returns. */
	public volatile UnaryOperator<String> back = (whole) -> whole;

	public FakeProvider() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/.well-known/openid-configuration",
				(exchange) -> answer(exchange, 200, "application/json", discovery()));
		this.server.createContext("/jwks", (exchange) -> answer(exchange, 200, "application/json",
				new JWKSet(new ArrayList<JWK>(this.published)).toString()));
		this.server.createContext("/authorize", this::authorize);
		this.server.createContext("/token", this::exchange);
		this.server.createContext("/userinfo", this::userinfo);
		this.server.createContext("/logout", (exchange) -> answer(exchange, 200, "text/plain", "bye"));
		this.server.start();
	}

	/** A key of this name. */
	public static RSAKey key(String kid) {
		try {
			return new RSAKeyGenerator(2048).keyID(kid).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Its issuer. */
	public String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** The paths that were called, in order. */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	/** Everything as it was at first. */
	public void putInOrder() {
		this.published = List.of(this.key);
		this.claims = (builder) -> {
		};
		this.token = (whole) -> whole;
		this.userinfo = (whole) -> whole;
		this.back = (whole) -> whole;
		this.requests.clear();
	}

	/** A logout token for a client. */
	public String logoutToken(String id, Consumer<JWTClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder().issuer(url())
			.audience(CLIENT)
			.claim("iat", now.getEpochSecond())
			.claim("exp", Instant.now().plusSeconds(120).getEpochSecond())
			.jwtID(id)
			.claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
		change.accept(builder);
		return signed(builder.build(), "logout+jwt");
	}

	private String discovery() {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("issuer", url());
		members.put("authorization_endpoint", url() + "/authorize");
		members.put("token_endpoint", url() + "/token");
		members.put("userinfo_endpoint", url() + "/userinfo");
		members.put("end_session_endpoint", url() + "/logout");
		members.put("jwks_uri", url() + "/jwks");
		members.put("authorization_response_iss_parameter_supported", true);
		return JSONObjectUtils.toJSONString(members);
	}

	private void authorize(HttpExchange exchange) throws IOException {
		Map<String, String> asked = decoded(exchange.getRequestURI().getRawQuery());
		if (!CLIENT.equals(asked.get("client_id")) || !"code".equals(asked.get("response_type"))
				|| !"S256".equals(asked.get("code_challenge_method"))
				|| !List.of(asked.getOrDefault("scope", "").split(" ")).contains("openid")) {
			answer(exchange, 400, "text/plain", "no");
			return;
		}
		String code = "code-" + this.number.incrementAndGet();
		this.codes.put(code, asked);
		String address = asked.get("redirect_uri") + "?" + TestBrowser
			.encode(Map.of("code", code, "state", asked.getOrDefault("state", ""), "iss", url(), "session_state", "x"));
		exchange.getResponseHeaders().set("Location", this.back.apply(address));
		answer(exchange, 302, "text/plain", "");
	}

	private void exchange(HttpExchange exchange) throws IOException {
		Map<String, String> form = decoded(
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		Map<String, String> asked = this.codes.remove(form.getOrDefault("code", ""));
		String us = Base64.getEncoder()
			.encodeToString(
					(TestBrowser.encode(CLIENT) + ":" + TestBrowser.encode(SECRET)).getBytes(StandardCharsets.UTF_8));
		if (!("Basic " + us).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			answer(exchange, 401, "application/json", "{\"error\":\"invalid_client\"}");
		}
		else if (asked == null || !Objects.equals(asked.get("redirect_uri"), form.get("redirect_uri"))
				|| !Objects.equals(asked.get("code_challenge"), challenge(form.getOrDefault("code_verifier", "")))) {
			answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
		}
		else {
			answer(exchange, 200, "application/json", JSONObjectUtils.toJSONString(Map.of("access_token", "access-1",
					"token_type", "Bearer", "expires_in", 300, "id_token", idToken(asked.getOrDefault("nonce", "")))));
		}
	}

	private String idToken(String nonce) {
		JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder().issuer(url())
			.audience(CLIENT)
			.subject(PERSON)
			.claim("iat", Instant.now().getEpochSecond())
			.claim("exp", Instant.now().plusSeconds(60).getEpochSecond())
			.claim("nonce", nonce)
			.claim("sid", SESSION);
		this.claims.accept(builder);
		return this.token.apply(signed(builder.build(), "JWT"));
	}

	private void userinfo(HttpExchange exchange) throws IOException {
		if (!"Bearer access-1".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			answer(exchange, 401, "application/json", "{\"error\":\"invalid_token\"}");
			return;
		}
		answer(exchange, 200, "application/json", this.userinfo
			.apply("{\"sub\":\"" + PERSON + "\",\"ENTPersonProfils\":[\"National_TUT\"],\"family_name\":\"Dupont\"}"));
	}

	private String signed(JWTClaimsSet claims, String type) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID())
				.type(new JOSEObjectType(type))
				.build(), claims);
			token.sign(new RSASSASigner(this.key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String challenge(String verifier) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> decoded(String query) {
		Map<String, String> values = new HashMap<>();
		for (String parameter : query.split("&", -1)) {
			String[] parts = parameter.split("=", 2);
			values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
		}
		return values;
	}

	private void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
		URI asked = exchange.getRequestURI();
		this.requests.add(asked.getPath());
		exchange.getRequestBody().readAllBytes();
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
