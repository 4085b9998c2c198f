package fr.passerelle.gateway.front;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.directlogin.DirectLogin;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.FormOrigin;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.TicketCallback;
import fr.passerelle.gateway.login.LoginFlow;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import org.jspecify.annotations.Nullable;

/**
 * What is posted to an Espace page by someone who has no session there: the chooser's
 * form, the local form, or what somebody wrote before their session ended. An ENT's
 * logout message was taken out before ({@link BackChannel}).
 */
final class Forms {

	/** No form of ours is longer, in bytes. */
	static final int MAX_BODY = 64 * 1024;

	private static final String LOGOUT_FIELD = "logoutRequest";

	private final LoginFlow login;

	private final DirectLogin directLogin;

	private final Refusals refusals;

	private final Clock clock;

	private final ZoneId zone;

	Forms(LoginFlow login, DirectLogin directLogin, Refusals refusals, Clock clock, ZoneId zone) {
		this.login = login;
		this.directLogin = directLogin;
		this.refusals = refusals;
		this.clock = clock;
		this.zone = zone;
	}

	/**
	 * Whether a body of this type can be one of ours at all; any other is not even read.
	 */
	static boolean mayBeOurs(@Nullable String contentType) {
		return Form.isForm(contentType);
	}

	/**
	 * Reads the body and answers. What is longer than any form of ours was meant for the
	 * application, like what has another media type.
	 */
	CompletionStage<Answer> post(VisitorRequest request, Establishment establishment, Espace espace) {
		if (!mayBeOurs(request.header("Content-Type"))) {
			return done(notOurs(request, establishment, espace));
		}
		return request.body(MAX_BODY)
			.handle((body, tooLong) -> (tooLong == null) ? dispatch(request, establishment, espace, body)
					: done(notOurs(request, establishment, espace)))
			.thenCompose(Function.identity());
	}

	/**
	 * What a form of ours, left open in another tab, gets from somebody who is inside by
	 * now: its tab just arrives, and no password goes on to the application.
	 * @return null for the application's own form
	 */
	@Nullable Answer inside(VisitorRequest request, Establishment establishment, Espace espace, Form form) {
		boolean credentials = isLocalForm(request, espace) && form.has(DirectLogin.USERNAME);
		if (!credentials && !form.has(LoginFlow.CHOICE_FIELD)) {
			return null;
		}
		if (FormOrigin.isForeign(request, establishment.publicUrl())) {
			return foreign(request, establishment, espace);
		}
		String target = Query.without(Query.without(request.target(), LoginFlow.CHOOSE), DirectLogin.ASKED);
		return Answer.redirect(303, establishment.publicUrl() + target);
	}

	/** Whether the local form is asked for, at an Espace that allows it. */
	static boolean isLocalForm(VisitorRequest request, Espace espace) {
		return espace.directLogin() && Query.holds(request.query(), DirectLogin.ASKED);
	}

	private CompletionStage<Answer> dispatch(VisitorRequest request, Establishment establishment, Espace espace,
			byte[] body) {
		Form form = Form.read(body);
		if (form.has(LOGOUT_FIELD)) {
			// It could not be read, and ends nothing; an ENT does not look at the answer.
			return done(Answer.empty(200));
		}
		if (!establishment.isOpen(espace.key())) {
			return done(closed(request, establishment, espace));
		}
		String choice = form.first(LoginFlow.CHOICE_FIELD);
		boolean ours = choice != null || (espace.directLogin() && form.has(DirectLogin.USERNAME));
		if (ours && FormOrigin.isForeign(request, establishment.publicUrl())) {
			return done(foreign(request, establishment, espace));
		}
		if (choice != null) {
			return done(this.login.choose(new Visit(request, establishment, espace), choice));
		}
		if (form.has(DirectLogin.USERNAME)) {
			return espace.directLogin() ? this.directLogin.submit(new Visit(request, establishment, espace), form)
					: done(directLoginClosed(request, establishment, espace));
		}
		return done(loginRequired(request, establishment, espace));
	}

	private Answer notOurs(VisitorRequest request, Establishment establishment, Espace espace) {
		return establishment.isOpen(espace.key()) ? loginRequired(request, establishment, espace)
				: closed(request, establishment, espace);
	}

	Answer closed(VisitorRequest request, Establishment establishment, Espace espace) {
		Refusal refusal = Refusal.of(ErrorCode.ESPACE_CLOSED, establishment)
			.at(establishment, espace.key())
			.because(establishment.published() ? null : establishment.closedReason())
			.offering(Action.Kind.RETRY, establishment.publicUrl() + request.path().raw());
		Instant until = establishment.published() ? null : establishment.closedUntil();
		// An Espace that is not published itself does not open when the others do.
		return this.refusals.refuse(request, (until == null || !espace.published()) ? refusal
				: refusal.until(until.atZone(this.zone), Duration.between(this.clock.instant(), until)));
	}

	Answer loginRequired(VisitorRequest request, Establishment establishment, Espace espace) {
		return this.refusals.refuse(request,
				Refusal.of(ErrorCode.LOGIN_REQUIRED, establishment)
					.at(establishment, espace.key())
					.offering(Action.Kind.LOGIN, establishment.publicUrl() + establishment.desktopPath(espace.key())));
	}

	private Answer directLoginClosed(VisitorRequest request, Establishment establishment, Espace espace) {
		return this.refusals.refuse(request,
				Refusal.of(ErrorCode.DIRECT_LOGIN_CLOSED, establishment)
					.at(establishment, espace.key())
					.filed(AuditType.DIRECT_LOGIN_REFUSED, null, null)
					.offering(Action.Kind.LOGIN, establishment.publicUrl() + request.path().raw()));
	}

	/** What failed on our side; the way on leads to the page again. */
	Answer failed(VisitorRequest request, Establishment establishment, Espace espace, Throwable failure) {
		return this.refusals.failed(request,
				Refusal.of(ErrorCode.INTERNAL_ERROR, establishment)
					.at(establishment, espace.key())
					.offering(Action.Kind.RETRY, establishment.publicUrl() + TicketCallback.targetOf(request)),
				failure);
	}

	/** A form of ours that another site made this browser send. */
	private Answer foreign(VisitorRequest request, Establishment establishment, Espace espace) {
		return this.refusals.refuse(request,
				Refusal.of(ErrorCode.LOGIN_EXPIRED, establishment)
					.at(establishment, espace.key())
					.offering(Action.Kind.LOGIN, establishment.publicUrl() + request.target()));
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

}
