package fr.passerelle.gateway.directlogin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.DirectLoginPage;
import fr.passerelle.gateway.page.EspaceLink;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import org.jspecify.annotations.Nullable;

/**
 * Signs in people without an ENT account, by the local form. A wrong name and a wrong
 * password get the same answer, after the same work.
 */
public final class DirectLogin {

	/** What the name's field is called. */
	public static final String USERNAME = Credentials.USERNAME;

	static final String TOKEN = "passerelle-token";

	private final PasswordCheck passwords;

	private final SessionOpener opener;

	private final FormToken tokens;

	private final Pages pages;

	private final Refusals refusals;

	DirectLogin(PasswordCheck passwords, SessionOpener opener, FormToken tokens, Pages pages, Refusals refusals) {
		this.passwords = passwords;
		this.opener = opener;
		this.tokens = tokens;
		this.pages = pages;
		this.refusals = refusals;
	}

	/** Shows the form, or says why this address gets none. */
	public Answer form(Visit visit) {
		return this.passwords.suspendedFor(visit.request())
			.map((left) -> suspended(visit, left))
			.orElseGet(() -> show(visit, null, null));
	}

	/**
	 * Takes the form.
	 * @param form its fields
	 */
	public CompletionStage<Answer> submit(Visit visit, Form form) {
		Credentials credentials = Credentials.of(form);
		Optional<Duration> left = this.passwords.suspendedFor(visit.request(), visit.establishment(),
				credentials.username());
		if (left.isPresent()) {
			return CompletableFuture.completedFuture(suspended(visit, left.get()));
		}
		if (!this.tokens.accepts(visit.request(), visit.establishment(), form.first(TOKEN))) {
			return CompletableFuture.completedFuture(this.refusals.refuse(visit.request(),
					visit.refusal(ErrorCode.LOGIN_EXPIRED).offering(Action.Kind.LOGIN, visit.address())));
		}
		return this.passwords.check(visit.request(), visit.establishment(), credentials,
				(result) -> result.fold((person) -> enter(visit, Visitor.of(person)),
						(account) -> wrong(visit, credentials.username(), account.orElse(null)),
						(wait) -> suspended(visit, wait)));
	}

	/** The journal names the account that is attacked, and never what was typed. */
	private Answer wrong(Visit visit, String username, @Nullable String account) {
		return show(visit, username, this.refusals.record(visit.request(),
				visit.refusal(ErrorCode.BAD_CREDENTIALS).filed(AuditType.DIRECT_LOGIN_REFUSED, account, null)));
	}

	private Answer enter(Visit visit, Visitor visitor) {
		if (visit.key() != EspaceKey.COMMUNE && !visitor.espaces().contains(visit.key())) {
			List<EspaceKey> open = visitor.espaces().stream().filter(visit.establishment()::isOpen).toList();
			return this.refusals.refuse(visit.request(),
					visit.refusal(ErrorCode.PROFILE_NOT_ALLOWED)
						.filed(AuditType.DIRECT_LOGIN_REFUSED, visitor.user(), null)
						.leadingTo(EspaceLink.into(visit.establishment(), open))
						.offering(Action.Kind.HOME, visit.home()));
		}
		return Answer.redirect(303, withoutForm(visit)).with(this.opener.byLocalForm(visit, visitor));
	}

	private Answer show(Visit visit, @Nullable String username, @Nullable String reference) {
		String secret = this.tokens.secret(visit.request(), visit.establishment());
		ErrorCode error = (reference != null) ? ErrorCode.BAD_CREDENTIALS : null;
		DirectLoginPage page = new DirectLoginPage(visit.establishment().name(), visit.key(),
				this.tokens.issue(visit.establishment(), secret), username, error, reference,
				visit.espace().delegations().isEmpty() ? null : withoutForm(visit), visit.home());
		return this.pages.directLogin(visit.request(), page, (error != null) ? error.status() : 200)
			.with(this.tokens.cookie(visit.establishment(), secret));
	}

	private Answer suspended(Visit visit, Duration left) {
		Refusal refusal = visit.refusal(ErrorCode.ADDRESS_SUSPENDED)
			.filed(AuditType.DIRECT_LOGIN_REFUSED, null, null)
			.retryAfter(left);
		if (!visit.espace().delegations().isEmpty()) {
			refusal = refusal.offering(Action.Kind.ENT_LOGIN, withoutForm(visit));
		}
		return this.refusals.refuse(visit.request(), refusal.offering(Action.Kind.HOME, visit.home()));
	}

	/** The page itself, at which a person without a session goes to the ENT. */
	private static String withoutForm(Visit visit) {
		return visit.address(Query.without(visit.request().target(), Establishment.DIRECT_LOGIN));
	}

}
