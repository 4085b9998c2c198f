package fr.passerelle.mockeduconnect;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * EduConnect as an OpenID Connect provider: the code flow with PKCE. The ID token says
 * who the client's person is and when they signed in; everything else is in userinfo,
 * under the plain names of the attributes.
 */
final class OpenId {

	static final String AUTHORIZE = "/idp/profile/oidc/authorize";

	static final String TOKEN = "/idp/profile/oidc/token";

	static final String USERINFO = "/idp/profile/oidc/userinfo";

	static final String KEYS = "/idp/profile/oidc/keyset";

	static final String DISCOVERY = "/.well-known/openid-configuration";

	/** How long a code can be exchanged. */
	static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

	/** How long tokens count. */
	static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

	private static final String KEY_ID = "defaultRSASign";

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final String issuer;

	private final String endSession;

	private final KeyPair keys;

	private final Clock clock;

	private final Map<String, Client> clients = new LinkedHashMap<>();

	private final Map<String, Issued> codes = Texts.bounded();

	private final Map<String, Issued> tokens = Texts.bounded();

	/** Clients by the ID tokens that were made for them. */
	private final Map<String, Client> hints = Texts.bounded();

	OpenId(String issuer, String endSession, KeyPair keys, List<Client> clients, Clock clock) {
		this.issuer = issuer;
		this.endSession = endSession;
		this.keys = keys;
		this.clock = clock;
		clients.forEach((client) -> this.clients.put(client.id(), client));
	}

	/** What clients read first. */
	String discovery() {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("issuer", this.issuer);
		members.put("authorization_endpoint", this.issuer + AUTHORIZE);
		members.put("token_endpoint", this.issuer + TOKEN);
		members.put("userinfo_endpoint", this.issuer + USERINFO);
		members.put("jwks_uri", this.issuer + KEYS);
		members.put("end_session_endpoint", this.issuer + this.endSession);
		members.put("response_types_supported", List.of("code"));
		members.put("grant_types_supported", List.of("authorization_code"));
		members.put("subject_types_supported", List.of("pairwise"));
		members.put("scopes_supported", List.of("openid", "profile"));
		members.put("id_token_signing_alg_values_supported", List.of("RS256"));
		members.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
		members.put("code_challenge_methods_supported", List.of("S256"));
		return Json.of(members);
	}

	/** The key of its tokens. */
	String keySet() {
		RSAPublicKey key = (RSAPublicKey) this.keys.getPublic();
		Map<String, Object> one = new LinkedHashMap<>();
		one.put("kty", "RSA");
		one.put("use", "sig");
		one.put("alg", "RS256");
		one.put("kid", KEY_ID);
		one.put("n", number(key.getModulus()));
		one.put("e", number(key.getPublicExponent()));
		return Json.of(Map.of("keys", List.of(one)));
	}

	/**
	 * Reads a login request; one that cannot be answered to a client's address is refused
	 * here.
	 */
	Asked.ByOidc asked(Call call) throws RefusedException {
		Client client = this.clients.get(String.valueOf(call.field("client_id")));
		if (client == null) {
			throw new RefusedException("Ce client n’est pas connu.");
		}
		if (!client.back().equals(call.field("redirect_uri"))) {
			throw new RefusedException("L’adresse de retour n’est pas celle du client.");
		}
		if (!"code".equals(call.field("response_type"))) {
			throw new RefusedException("Seul le code est délivré (response_type=code).");
		}
		String scope = call.field("scope");
		if (scope == null || !List.of(scope.split(" ", -1)).contains("openid")) {
			throw new RefusedException("La portée openid manque.");
		}
		String challenge = call.field("code_challenge");
		if (challenge != null && !"S256".equals(call.field("code_challenge_method"))) {
			throw new RefusedException("PKCE est accepté avec S256 seulement.");
		}
		return new Asked.ByOidc(client, client.back(), call.field("state"), call.field("nonce"), challenge,
				"login".equals(call.field("prompt")) || "0".equals(call.field("max_age")), this.clock.instant());
	}

	/** Sends the browser back with a code. */
	void answer(Call call, Asked.ByOidc asked, Session session) throws IOException {
		String code = Texts.id();
		this.codes.put(code, new Issued(asked, session, this.clock.instant()));
		String state = asked.state();
		call.redirect(asked.back() + (asked.back().contains("?") ? "&" : "?") + "code=" + code
				+ ((state != null) ? "&state=" + Texts.encoded(state) : ""));
	}

	/** Exchanges a code, once. */
	void token(Call call) throws IOException {
		Client client = client(call);
		if (client == null) {
			error(call, 401, "invalid_client");
			return;
		}
		if (!"authorization_code".equals(call.field("grant_type"))) {
			error(call, 400, "unsupported_grant_type");
			return;
		}
		Issued issued = this.codes.remove(String.valueOf(call.field("code")));
		if (issued == null || !issued.isFresh(this.clock.instant(), CODE_LIFETIME)
				|| !issued.asked().client().equals(client) || !client.back().equals(call.field("redirect_uri"))
				|| !isProven(issued.asked().challenge(), call.field("code_verifier"))) {
			error(call, 400, "invalid_grant");
			return;
		}
		String access = Texts.id();
		this.tokens.put(access, issued.at(this.clock.instant()));
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("access_token", access);
		members.put("token_type", "Bearer");
		members.put("expires_in", TOKEN_LIFETIME.toSeconds());
		members.put("id_token", idToken(issued));
		call.json(200, Json.of(members));
	}

	private @Nullable Client client(Call call) {
		String id = call.field("client_id");
		String secret = call.field("client_secret");
		String header = call.header("Authorization");
		if (header != null && header.startsWith("Basic ")) {
			String pair = new String(Base64.getMimeDecoder().decode(header.substring("Basic ".length())),
					StandardCharsets.UTF_8);
			id = Texts.decoded(pair.substring(0, Math.max(0, pair.indexOf(':'))));
			secret = Texts.decoded(pair.substring(pair.indexOf(':') + 1));
		}
		Client client = this.clients.get(String.valueOf(id));
		return (client != null && client.secret().equals(secret)) ? client : null;
	}

	private static boolean isProven(@Nullable String challenge, @Nullable String verifier) {
		if (challenge == null) {
			return verifier == null;
		}
		return verifier != null && challenge.equals(BASE64.encodeToString(digest(verifier)));
	}

	private String idToken(Issued issued) {
		Instant now = this.clock.instant();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", this.issuer);
		claims.put("sub", subject(issued));
		claims.put("aud", issued.asked().client().id());
		claims.put("exp", now.plus(TOKEN_LIFETIME).getEpochSecond());
		claims.put("iat", now.getEpochSecond());
		claims.put("auth_time", issued.session().since().getEpochSecond());
		String nonce = issued.asked().nonce();
		if (nonce != null) {
			claims.put("nonce", nonce);
		}
		String signed = part(Json.of(Map.of("alg", "RS256", "kid", KEY_ID))) + "." + part(Json.of(claims));
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.keys.getPrivate());
			signature.update(signed.getBytes(StandardCharsets.US_ASCII));
			String token = signed + "." + BASE64.encodeToString(signature.sign());
			this.hints.put(token, issued.asked().client());
			return token;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Says what is released of a person.
	 * @param attributes of a session
	 */
	void userinfo(Call call, Function<Session, Map<String, List<String>>> attributes) throws IOException {
		String header = String.valueOf(call.header("Authorization"));
		Issued issued = header.startsWith("Bearer ") ? this.tokens.get(header.substring("Bearer ".length())) : null;
		if (issued == null || !issued.isFresh(this.clock.instant(), TOKEN_LIFETIME)) {
			error(call, 401, "invalid_token");
			return;
		}
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("sub", subject(issued));
		attributes.apply(issued.session()).forEach((name, values) -> {
			boolean list = values.size() > 1 || name.equals("FrEduCtPersonAffiliation");
			members.put(AttributeNames.claim(name), list ? values : values.get(0));
		});
		call.json(200, Json.of(members));
	}

	/**
	 * Where a browser that leaves goes back to.
	 * @return null where it stays: no token that was made here says the client, or the
	 * address is not the client's
	 */
	@Nullable String afterLogout(Call call) {
		Client client = this.hints.get(String.valueOf(call.field("id_token_hint")));
		String back = (client != null) ? client.loggedOut() : null;
		if (back == null || !back.equals(call.field("post_logout_redirect_uri"))) {
			return null;
		}
		String state = call.field("state");
		return back + ((state != null) ? (back.contains("?") ? "&" : "?") + "state=" + Texts.encoded(state) : "");
	}

	/** Another one for each client, and none of the attributes. */
	private static String subject(Issued issued) {
		return BASE64.encodeToString(digest(issued.asked().client().id() + "\n" + issued.session().account().id()));
	}

	private static void error(Call call, int status, String code) throws IOException {
		call.json(status, Json.of(Map.of("error", code)));
	}

	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String part(String json) {
		return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

	private static String number(BigInteger value) {
		byte[] bytes = value.toByteArray();
		int from = (bytes[0] == 0) ? 1 : 0;
		return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
	}

	/**
	 * A code, or the token that it was exchanged for.
	 *
	 * @param asked the request
	 * @param session of the person
	 * @param since when it was made
	 */
	private record Issued(Asked.ByOidc asked, Session session, Instant since) {

		Issued at(Instant now) {
			return new Issued(this.asked, this.session, now);
		}

		boolean isFresh(Instant now, Duration lifetime) {
			return now.isBefore(this.since.plus(lifetime));
		}

	}

}
