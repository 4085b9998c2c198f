package fr.passerelle.gateway.oidc;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.Comebacks;
import fr.passerelle.gateway.login.ProtocolAddresses;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.LoggedOutPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * The address at which a provider tells that sessions ended, and the page to which it
 * leads people who left. What a logout token says is believed once, and only if a key of
 * the provider signed it.
 */
final class OidcEndpoints implements ProtocolAddresses {

	/** No form with a logout token is longer, in bytes. */
	private static final int MAX_FORM = 32 * 1024;

	/** How old a logout token may be. */
	static final Duration OLDEST = Duration.ofMinutes(5);

	private final Providers providers;

	private final FreshKeys freshKeys;

	private final SharedTable<Boolean> seen;

	private final SingleLogout logout;

	private final Comebacks comebacks;

	private final Pages pages;

	private final Refusals refusals;

	private final Clock clock;

	OidcEndpoints(Providers providers, FreshKeys freshKeys, SharedTable<Boolean> seen, SingleLogout logout,
			Comebacks comebacks, Pages pages, Refusals refusals, Clock clock) {
		this.comebacks = comebacks;
		this.providers = providers;
		this.freshKeys = freshKeys;
		this.seen = seen;
		this.logout = logout;
		this.pages = pages;
		this.refusals = refusals;
		this.clock = clock;
	}

	@Override
	public boolean owns(String path) {
		return path.equals(Oidc.BACK_CHANNEL_PATH) || path.equals(Oidc.LOGGED_OUT_PATH);
	}

	@Override
	public CompletionStage<Answer> handle(VisitorRequest request, Establishment establishment) {
		boolean back = request.path().decoded().equals(Oidc.BACK_CHANNEL_PATH);
		if (back && request.method().equals("POST")) {
			boolean form = Form.isForm(request.header("Content-Type"));
			return request.body(MAX_FORM)
				.exceptionally(BodyTooLargeException.instead(() -> new byte[0]))
				.thenCompose((body) -> hear(request, establishment, Form.read(form ? body : new byte[0])));
		}
		if (!back && request.method().equals("GET")) {
			List<String> state = Query.values(request.query(), "state");
			String page = (state.size() == 1) ? this.comebacks.page(state.get(0), establishment) : null;
			return done((page != null) ? Answer.redirect(302, page) : this.pages.loggedOut(request,
					new LoggedOutPage(establishment.name(), List.of(), false, establishment.home())));
		}
		return done(this.refusals.refuse(request,
				Refusal.of(ErrorCode.UNKNOWN_PATH, establishment).offering(Action.Kind.HOME, establishment.home())));
	}

	private CompletionStage<Answer> hear(VisitorRequest request, Establishment establishment, Form form) {
		List<String> sent = form.all("logout_token");
		JWT token = (sent.size() == 1) ? parsed(sent.get(0)) : null;
		if (token == null) {
			return done(refused());
		}
		CompletionStage<Void> keys = CompletableFuture.completedFuture(null);
		for (Known known : named(establishment, token)) {
			if (new TokenJudge(known.oidc(), known.provider()).mayBeByANewKey(token)) {
				keys = keys.thenCompose((read) -> this.freshKeys.read(known.oidc()));
			}
		}
		return keys.thenApply((read) -> end(request, establishment, token));
	}

	private Answer end(VisitorRequest request, Establishment establishment, JWT token) {
		List<Accepted> accepted = new ArrayList<>();
		for (Known known : named(establishment, token)) {
			try {
				accepted.add(new Accepted(known, new TokenJudge(known.oidc(), known.provider()).logoutToken(token)));
			}
			catch (OidcRefusedException ex) {
				// Of another delegation's client, or forged.
			}
		}
		if (accepted.isEmpty() || !isNew(request, accepted.get(0))) {
			return refused();
		}
		for (Accepted one : accepted) {
			this.logout.end(request, establishment, null, List.of(one.name()));
		}
		return Answer.empty(200).with("Cache-Control", "no-store");
	}

	/** Whether a token is of now, and comes for the first time. */
	private boolean isNew(VisitorRequest request, Accepted accepted) {
		LogoutTokenClaimsSet claims = accepted.claims();
		Instant now = this.clock.instant();
		Instant made = claims.getIssueTime().toInstant();
		if (made.isAfter(now.plus(TokenJudge.SKEW)) || made.isBefore(now.minus(OLDEST).minus(TokenJudge.SKEW))) {
			return false;
		}
		String once = SecretText.hash(accepted.known().provider().issuer() + "\n" + claims.getJWTID().getValue());
		synchronized (this.seen) {
			if (this.seen.get(once) != null) {
				return false;
			}
			this.seen.put(once, true, 2 * once.length(), request.clientAddress());
			return true;
		}
	}

	/** The delegations, inactive ones too, of the issuer that a token claims to be of. */
	private List<Known> named(Establishment establishment, JWT token) {
		List<Known> named = new ArrayList<>();
		String issuer = issuer(token);
		for (Delegation delegation : establishment.delegations()) {
			if (delegation.signOn() instanceof Oidc oidc && oidc.issuerName().equals(issuer)) {
				Provider provider = this.providers.of(oidc);
				if (provider != null) {
					named.add(new Known(delegation, oidc, provider));
				}
			}
		}
		return named;
	}

	private static @Nullable String issuer(JWT token) {
		try {
			return (token.getJWTClaimsSet() != null) ? token.getJWTClaimsSet().getIssuer() : null;
		}
		catch (ParseException ex) {
			return null;
		}
	}

	private static @Nullable JWT parsed(String text) {
		try {
			return JWTParser.parse(text);
		}
		catch (ParseException | RuntimeException ex) {
			return null;
		}
	}

	private static Answer refused() {
		return Answer
			.page(400, "application/json", "{\"error\":\"invalid_request\"}".getBytes(StandardCharsets.US_ASCII))
			.with("Cache-Control", "no-store");
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

	/** A delegation and its provider. */
	private record Known(Delegation delegation, Oidc oidc, Provider provider) {
	}

	/** A token that one of them accepts. */
	private record Accepted(Known known, LogoutTokenClaimsSet claims) {

		/** Of one session where the token names it, else of all of the person. */
		String name() {
			ProviderSession sessions = new ProviderSession(this.known.delegation().id(),
					this.known.provider().issuer());
			return (this.claims.getSessionID() != null) ? sessions.ofSession(this.claims.getSessionID().getValue())
					: sessions.ofPerson(Objects.requireNonNull(this.claims.getSubject()).getValue());
		}

	}

}
