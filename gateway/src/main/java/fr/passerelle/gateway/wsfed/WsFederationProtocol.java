package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.login.CleanText;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.Departure;
import fr.passerelle.gateway.login.LoginReturn;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.login.ReleasedAttributes;
import fr.passerelle.gateway.login.ReturnedFields;
import fr.passerelle.gateway.login.ReturningProtocol;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.session.EntSession;
import org.jspecify.annotations.Nullable;

/**
 * WS-Federation for browsers behind the delegation port. {@code wctx} is the pending
 * login's handle: it is not signed, so that {@link UsedTokens} makes a token count for
 * one login alone.
 */
final class WsFederationProtocol implements ReturningProtocol {

	/** What a message asks or answers. */
	static final String ACTION = "wa";

	private static final String SIGN_IN = "wsignin1.0";

	private static final String SIGN_OUT = "wsignout1.0";

	private static final String CLEAN_UP = "wsignoutcleanup1.0";

	/**
	 * A transparent image of one point. Services show it on their page of signing out: it
	 * says that the request came, and ends nothing, since it names no session and any
	 * site can ask for it.
	 */
	private static final byte[] DOT = Base64.getDecoder()
		.decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

	private static final String CONTEXT = "wctx";

	private static final String RESULT = "wresult";

	private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private final TokenServices services;

	private final MessageTime time;

	private final MessageThreads threads;

	private final UsedTokens used;

	private final TokenJudge judge;

	WsFederationProtocol(TokenServices services, MessageTime time, MessageThreads threads, UsedTokens used) {
		this.services = services;
		this.time = time;
		this.threads = threads;
		this.used = used;
		this.judge = new TokenJudge(time);
	}

	@Override
	public Protocol protocol() {
		return Protocol.WS_FEDERATION;
	}

	@Override
	public CompletionStage<Optional<Departure>> begin(LoginStart start) {
		return CompletableFuture.completedFuture(Optional.ofNullable(request(start)));
	}

	private @Nullable Departure request(LoginStart start) {
		WsFederation settings = WsFederation.of(start.delegation());
		TokenService service = this.services.of(settings);
		if (service == null) {
			return null;
		}
		Establishment establishment = start.establishment();
		return new Departure.Redirect(extended(service.passive(),
				ACTION + "=" + SIGN_IN + "&wtrealm=" + encoded(settings.realm(establishment)) + "&" + CONTEXT + "="
						+ encoded(start.handle()) + "&wct=" + encoded(this.time.text()) + "&wreply="
						+ encoded(establishment.address(WsFederation.RETURN_PATH))));
	}

	@Override
	public String returnPath() {
		return WsFederation.RETURN_PATH;
	}

	@Override
	public boolean returnsByPost() {
		return true;
	}

	/** The context means something only if it is one of our handles. */
	@Override
	public @Nullable String handle(ReturnedFields back) {
		String context = back.only(CONTEXT);
		return (context != null && HANDLE.matcher(context).matches()) ? context : null;
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String handle, Instant begunAt,
			LoginReturn back) {
		String result = back.only(RESULT);
		return this.threads.run((result != null) ? result.length() : 0,
				() -> outcome(delegation, handle, begunAt, back),
				() -> new Unavailable(Cause.TIMEOUT, "Too many answers wait to be judged."));
	}

	private DelegationOutcome outcome(Delegation delegation, String handle, Instant begunAt, LoginReturn back) {
		WsFederation settings = WsFederation.of(delegation);
		TokenService service = this.services.of(settings);
		if (service == null || !service.isValid(this.time.now())) {
			return new Unavailable(Cause.UNREACHABLE, "The ENT's metadata is missing, or no longer valid.");
		}
		try {
			String result = back.only(RESULT);
			if (result == null || !SIGN_IN.equals(back.only(ACTION))) {
				throw new XmlRefusedException("There is no result of a sign-in, or there are two.");
			}
			Establishment establishment = back.establishment();
			Token token = this.judge.judge(result.getBytes(StandardCharsets.UTF_8), new ExpectedToken(service,
					settings.realm(establishment), establishment.address(WsFederation.RETURN_PATH), begunAt));
			RemoteIdentity identity = identity(delegation, token);
			return switch (this.used.use(establishment.uai(), service.issuer(), token, handle)) {
				case COUNTS -> new DelegationOutcome.Authenticated(identity, new EntSession(
						String.join("\n", "wsfed", delegation.id(), service.issuer(), token.id()), List.of(), null));
				case OF_ANOTHER_LOGIN -> new Unavailable(Cause.INVALID, "The token came with another login before.");
				case NO_ROOM -> new Unavailable(Cause.UNREACHABLE,
						"Too many people of this establishment signed in within the lifetime of a login.");
			};
		}
		catch (XmlRefusedException ex) {
			return new Unavailable(Cause.INVALID, ex.sentence());
		}
		catch (ValidationFailedException ex) {
			return new Unavailable(ex.kind(), ex.detail());
		}
	}

	/** A token may name the person by a claim alone, if the delegation says by which. */
	private static RemoteIdentity identity(Delegation delegation, Token token) throws ValidationFailedException {
		List<String> userClaims = delegation.attributes().user();
		if (token.passing() && userClaims.isEmpty()) {
			throw ValidationFailedException
				.invalid("The NameID is transient: the delegation must say which claim names the person.");
		}
		ReleasedAttributes released = new ReleasedAttributes();
		for (Map.Entry<String, List<String>> claim : token.claims().entrySet()) {
			for (String value : claim.getValue()) {
				released.add(claim.getKey(), value);
			}
		}
		if (token.name() != null) {
			return released.of(CleanText.user(token.name()));
		}
		List<String> named = released.of(Protocol.WS_FEDERATION.name()).first(userClaims);
		if (named.size() != 1) {
			throw ValidationFailedException
				.invalid("The token has no NameIdentifier: the delegation must say which claim names the person.");
		}
		return released.of(CleanText.user(named.get(0)));
	}

	/** A sign-out that begins there, and the way back from one that began here. */
	@Override
	public @Nullable Answer otherwise(LoginReturn message) {
		String action = message.only(ACTION);
		if (action == null) {
			return Query.values(message.query(), ACTION).isEmpty()
					? Answer.redirect(302, message.establishment().home()) : null;
		}
		return (action.equals(SIGN_OUT) || action.equals(CLEAN_UP)) ? Answer.page(200, "image/gif", DOT) : null;
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket) {
		return CompletableFuture.completedFuture(new DelegationOutcome.Refused("NO_TICKETS"));
	}

	/**
	 * Services end the session of the browser's cookie there: nothing names the person.
	 */
	@Override
	public CompletionStage<Optional<Departure>> logout(LogoutStart start) {
		return CompletableFuture.completedFuture(Optional.ofNullable(signOut(start)));
	}

	private @Nullable Departure signOut(LogoutStart start) {
		WsFederation settings = WsFederation.of(start.delegation());
		TokenService service = this.services.of(settings);
		if (service == null) {
			return null;
		}
		Establishment establishment = start.establishment();
		return new Departure.Redirect(extended(service.passive(),
				ACTION + "=" + SIGN_OUT + "&wtrealm=" + encoded(settings.realm(establishment)) + "&wreply="
						+ encoded(establishment.address(WsFederation.RETURN_PATH))));
	}

	@Override
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		return List.of();
	}

	/** An address's own query stays as it is; ours follows. */
	private static URI extended(URI address, String query) {
		String text = address.toASCIIString();
		String joint = (text.endsWith("?") || text.endsWith("&")) ? "" : "&";
		return URI.create(text + ((address.getRawQuery() == null) ? "?" : joint) + query);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
