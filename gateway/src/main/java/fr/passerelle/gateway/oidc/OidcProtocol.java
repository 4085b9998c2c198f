package fr.passerelle.gateway.oidc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import fr.passerelle.gateway.enthealth.Observation;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.login.CleanText;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.Departure;
import fr.passerelle.gateway.login.LoginReturn;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.login.ProviderAnswer;
import fr.passerelle.gateway.login.ProviderCall;
import fr.passerelle.gateway.login.ProviderLine;
import fr.passerelle.gateway.login.ReleasedAttributes;
import fr.passerelle.gateway.login.ReturnedFields;
import fr.passerelle.gateway.login.ReturningProtocol;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * OpenID Connect behind the delegation port: the code flow with PKCE. The state is the
 * pending login's handle; nonce and verifier are computed from it. The code is sent once,
 * by the server to the provider's token address; what comes back says who signed in.
 */
final class OidcProtocol implements ReturningProtocol {

	private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{43}");

	/** No code is longer, in characters. */
	private static final int MAX_CODE = 4096;

	private static final String JSON = "application/json";

	/**
	 * What a document's login parameters cannot say: the answer would come another way,
	 * or be for another question.
	 */
	private static final Set<String> OURS = Set.of("request", "request_uri", "response_mode", "registration",
			"code_challenge", "code_challenge_method");

	private final Providers providers;

	private final FreshKeys freshKeys;

	private final ClientSecrets secrets;

	private final LoginSecrets logins;

	private final ProviderLine line;

	private final Consumer<Observation> observer;

	private final Clock clock;

	OidcProtocol(Providers providers, FreshKeys freshKeys, ClientSecrets secrets, ProviderLine line,
			Consumer<Observation> observer, Clock clock) {
		this.providers = providers;
		this.freshKeys = freshKeys;
		this.secrets = secrets;
		this.logins = new LoginSecrets();
		this.line = line;
		this.observer = observer;
		this.clock = clock;
	}

	@Override
	public Protocol protocol() {
		return Protocol.OIDC;
	}

	@Override
	public CompletionStage<Optional<Departure>> begin(LoginStart start) {
		Oidc oidc = Oidc.of(start.delegation());
		Provider provider = this.providers.of(oidc);
		if (provider == null || !mayBegin(start.establishment().uai(), start.delegation())) {
			return CompletableFuture.completedFuture(Optional.empty());
		}
		AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(ResponseType.CODE,
				Scope.parse(oidc.scopes()), new ClientID(oidc.clientId()),
				URI.create(start.establishment().address(Oidc.RETURN_PATH)))
			.endpointURI(provider.authorization())
			.state(new State(start.handle()))
			.nonce(this.logins.nonce(start.handle()))
			.codeChallenge(this.logins.verifier(start.handle()), CodeChallengeMethod.S256);
		if (oidc.forceAuthn()) {
			request.prompt(Prompt.Type.LOGIN).maxAge(0);
		}
		Map<String, List<String>> parameters = new LinkedHashMap<>(request.build().toParameters());
		start.parameters().forEach((name, value) -> {
			if (!OURS.contains(name)) {
				parameters.putIfAbsent(name, List.of(value));
			}
		});
		URI there = with(provider.authorization(), URLUtils.serializeParameters(parameters));
		return CompletableFuture.completedFuture(Optional.of(new Departure.Redirect(there)));
	}

	/** Nobody is sent to a provider whose answer could not be used. */
	private boolean mayBegin(Uai uai, Delegation delegation) {
		return !this.secrets.isNeeded(delegation) || this.secrets.isSet(uai, delegation);
	}

	private static URI with(URI address, String query) {
		String text = address.toString();
		return URI.create(text + ((address.getRawQuery() != null) ? "&" : "?") + query);
	}

	@Override
	public String returnPath() {
		return Oidc.RETURN_PATH;
	}

	@Override
	public boolean returnsByPost() {
		return false;
	}

	@Override
	public @Nullable String handle(ReturnedFields back) {
		String state = back.only("state");
		return (state != null && HANDLE.matcher(state).matches()) ? state : null;
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String handle, Instant begunAt,
			LoginReturn back) {
		Oidc oidc = Oidc.of(delegation);
		Provider provider = this.providers.of(oidc);
		if (provider == null) {
			return done(new Unavailable(Cause.UNREACHABLE, "The provider has not been read yet."));
		}
		try {
			checkIssuer(provider, back);
			String error = back.only("error");
			if (error != null) {
				return done(new DelegationOutcome.Refused(CleanText.code(error)));
			}
			String code = back.only("code");
			if (code == null || code.isBlank() || code.length() > MAX_CODE) {
				throw new OidcRefusedException("There is no code, or there are two.");
			}
			Login login = new Login(delegation, oidc, handle, begunAt, this.clock.instant().plus(this.line.deadline()));
			Secret secret = this.secrets.find(back.establishment().uai(), delegation);
			return exchange(login, provider,
					new AuthorizationCodeGrant(new AuthorizationCode(code),
							URI.create(back.establishment().address(Oidc.RETURN_PATH)), this.logins.verifier(handle)),
					secret)
				.exceptionally(OidcProtocol::outcome);
		}
		catch (OidcRefusedException ex) {
			return done(new Unavailable(Cause.INVALID, ex.sentence()));
		}
	}

	/** A return by another provider is refused before the code goes anywhere. */
	private static void checkIssuer(Provider provider, LoginReturn back) throws OidcRefusedException {
		List<String> said = Query.values(back.query(), "iss");
		if (said.isEmpty() ? provider.saysIssuer() : !provider.issuer().equals(back.only("iss"))) {
			throw new OidcRefusedException(said.isEmpty() ? "The return does not say its issuer (iss)."
					: "The return is by another issuer (iss).");
		}
	}

	private CompletionStage<DelegationOutcome> exchange(Login login, Provider provider, AuthorizationCodeGrant grant,
			@Nullable Secret secret) throws OidcRefusedException {
		ProviderCall call = tokenCall(login.oidc(), provider, grant, secret);
		Instant begun = this.clock.instant();
		return send(login, call).whenComplete((answer, failure) -> observe(login, begun, failure))
			.thenCompose((answer) -> {
				try {
					if (answer.status() != HTTPResponse.SC_OK) {
						return done(refusal(answer));
					}
					OIDCTokenResponse tokens = OIDCTokenResponse.parse(message(answer));
					JWT token = Objects.requireNonNull(tokens.getOIDCTokens().getIDToken());
					return withKeys(login, provider, token)
						.thenCompose((now) -> judged(login, now, token, tokens.getOIDCTokens().getAccessToken()));
				}
				catch (com.nimbusds.oauth2.sdk.ParseException | RuntimeException ex) {
					// The library's words quote the answer.
					return done(new Unavailable(Cause.INVALID,
							"The provider's answer to the code is not one of OpenID Connect."));
				}
			});
	}

	/**
	 * The question for tokens.
	 * @throws OidcRefusedException if the client has a secret that is not set
	 */
	static ProviderCall tokenCall(Oidc oidc, Provider provider, AuthorizationCodeGrant grant, @Nullable Secret secret)
			throws OidcRefusedException {
		ClientAuthentication us = authentication(oidc, secret);
		TokenRequest.Builder request = (us != null) ? new TokenRequest.Builder(provider.token(), us, grant)
				: new TokenRequest.Builder(provider.token(), new ClientID(oidc.clientId()), grant);
		HTTPRequest message = request.build().toHTTPRequest();
		return new ProviderCall(provider.token(), JSON, message.getAuthorization(), message.getBody());
	}

	/** A refused code is an answer too: it says that the provider is there. */
	private void observe(Login login, Instant begun, @Nullable Throwable failure) {
		DelegationOutcome outcome = (failure != null) ? outcome(failure) : new DelegationOutcome.Refused("ANSWERED");
		this.observer
			.accept(new Observation(login.delegation(), outcome, Duration.between(begun, this.clock.instant())));
	}

	private static @Nullable ClientAuthentication authentication(Oidc oidc, @Nullable Secret secret)
			throws OidcRefusedException {
		ClientID client = new ClientID(oidc.clientId());
		if (secret == null && oidc.hasSecret()) {
			throw new OidcRefusedException("The client's secret is not set.");
		}
		return switch (oidc.clientAuthentication()) {
			case BASIC -> new ClientSecretBasic(client, Objects.requireNonNull(secret));
			case POST -> new ClientSecretPost(client, Objects.requireNonNull(secret));
			case NONE -> null;
		};
	}

	/** A refused code is the person's to try again; everything else is a setting. */
	private static DelegationOutcome refusal(ProviderAnswer answer) throws com.nimbusds.oauth2.sdk.ParseException {
		String error = TokenErrorResponse.parse(message(answer)).getErrorObject().getCode();
		String code = CleanText.code((error != null) ? error : "");
		return code.equals("invalid_grant") ? new DelegationOutcome.Refused(code) : new Unavailable(Cause.INVALID,
				"The provider does not take our request for tokens (" + code + "): check client and secret.");
	}

	/** The provider, with new keys where the token is by one that is not known. */
	private CompletionStage<Provider> withKeys(Login login, Provider provider, JWT token) {
		if (!new TokenJudge(login.oidc(), provider).mayBeByANewKey(token)) {
			return CompletableFuture.completedFuture(provider);
		}
		long left = Math.max(1, login.left(this.clock).toMillis());
		return this.freshKeys.read(login.oidc())
			.toCompletableFuture()
			.copy()
			.completeOnTimeout(null, left, TimeUnit.MILLISECONDS)
			.thenApply((read) -> Objects.requireNonNullElse(this.providers.of(login.oidc()), provider));
	}

	private CompletionStage<DelegationOutcome> judged(Login login, Provider provider, JWT token, AccessToken access) {
		try {
			IDTokenClaimsSet claims = new TokenJudge(login.oidc(), provider).idToken(token,
					this.logins.nonce(login.handle()), login.oidc().forceAuthn() ? login.begunAt() : null, access);
			ReleasedAttributes released = new ReleasedAttributes();
			new ReleasedClaims(released).add(claims.toJSONObject());
			if (!login.oidc().userinfo() || provider.userinfo() == null) {
				return done(authenticated(login, provider, claims, token, released));
			}
			return send(login, new ProviderCall(provider.userinfo(), JSON, access.toAuthorizationHeader(), null))
				.thenApply((answer) -> {
					try {
						new ReleasedClaims(released).add(userinfo(answer, claims).toJSONObject());
						return authenticated(login, provider, claims, token, released);
					}
					catch (OidcRefusedException ex) {
						return new Unavailable(Cause.INVALID, ex.sentence());
					}
					catch (ValidationFailedException ex) {
						return new Unavailable(ex.kind(), ex.detail());
					}
				});
		}
		catch (OidcRefusedException ex) {
			return done(new Unavailable(Cause.INVALID, ex.sentence()));
		}
		catch (ValidationFailedException ex) {
			return done(new Unavailable(ex.kind(), ex.detail()));
		}
	}

	private static UserInfo userinfo(ProviderAnswer answer, IDTokenClaimsSet claims) throws OidcRefusedException {
		try {
			UserInfo info = UserInfoSuccessResponse.parse(message(answer)).getUserInfo();
			if (info == null) {
				throw new OidcRefusedException("The provider's userinfo is a token, which was not asked for.");
			}
			if (!info.getSubject().equals(claims.getSubject())) {
				throw new OidcRefusedException("The provider's userinfo is about another person than the ID token.");
			}
			return info;
		}
		catch (com.nimbusds.oauth2.sdk.ParseException | RuntimeException ex) {
			throw new OidcRefusedException("The provider's userinfo is not one of OpenID Connect: it needs sub.");
		}
	}

	private static DelegationOutcome authenticated(Login login, Provider provider, IDTokenClaimsSet claims, JWT token,
			ReleasedAttributes released) throws ValidationFailedException {
		String user = CleanText.user(claims.getSubject().getValue());
		String sid = (claims.getSessionID() != null) ? claims.getSessionID().getValue() : null;
		return new DelegationOutcome.Authenticated(released.of(user),
				new ProviderSession(login.delegation().id(), provider.issuer()).kept(claims.getSubject().getValue(),
						sid, token.serialize()));
	}

	private CompletionStage<ProviderAnswer> send(Login login, ProviderCall call) {
		return this.line.send(call, login.oidc().trustedCertificates(), login.left(this.clock));
	}

	private static HTTPResponse message(ProviderAnswer answer) throws com.nimbusds.oauth2.sdk.ParseException {
		HTTPResponse message = new HTTPResponse(answer.status());
		try {
			message.setEntityContentType(ContentType.parse(answer.contentType()));
		}
		catch (ParseException ex) {
			throw new com.nimbusds.oauth2.sdk.ParseException("no type");
		}
		message.setBody(new String(answer.body(), StandardCharsets.UTF_8));
		return message;
	}

	private static DelegationOutcome outcome(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof ValidationFailedException known)
				? new Unavailable(known.kind(), known.detail(), known.isLost())
				: new Unavailable(Cause.INVALID, "The provider's answer cannot be read.");
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket) {
		return done(new DelegationOutcome.Refused("NO_TICKETS"));
	}

	/** The provider asks the person itself where it gets no token to know them by. */
	@Override
	public CompletionStage<Optional<Departure>> logout(LogoutStart start) {
		return CompletableFuture.completedFuture(Optional.ofNullable(endSession(start)));
	}

	private @Nullable Departure endSession(LogoutStart start) {
		Oidc oidc = Oidc.of(start.delegation());
		Provider provider = this.providers.of(oidc);
		if (provider == null || provider.endSession() == null) {
			return null;
		}
		URI back = URI.create(start.establishment().address(Oidc.LOGGED_OUT_PATH));
		LogoutRequest request = new LogoutRequest(provider.endSession(), hint(start.memory(), provider), null,
				new ClientID(oidc.clientId()), back,
				new State((start.handle() != null) ? start.handle() : SecretText.random()), null);
		return new Departure.Redirect(with(provider.endSession(), request.toQueryString()));
	}

	/** The token by which the person came, for the provider that made it alone. */
	private static @Nullable JWT hint(@Nullable String memory, Provider provider) {
		try {
			JWT token = (memory != null) ? SignedJWT.parse(memory) : null;
			return (token != null && provider.issuer().equals(token.getJWTClaimsSet().getIssuer())) ? token : null;
		}
		catch (ParseException ex) {
			return null;
		}
	}

	@Override
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		return List.of();
	}

	private static CompletionStage<DelegationOutcome> done(DelegationOutcome outcome) {
		return CompletableFuture.completedFuture(outcome);
	}

	/**
	 * A login whose code came back.
	 *
	 * @param delegation that it was begun with
	 * @param oidc its settings
	 * @param handle of the pending login
	 * @param begunAt when it was begun
	 * @param end by when all calls are answered
	 */
	private record Login(Delegation delegation, Oidc oidc, String handle, Instant begunAt, Instant end) {

		Duration left(Clock clock) {
			return Duration.between(clock.instant(), this.end);
		}

	}

}
