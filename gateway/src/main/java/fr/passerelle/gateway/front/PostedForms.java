package fr.passerelle.gateway.front;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import fr.passerelle.gateway.directlogin.DirectLogin;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.FormOrigin;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.login.LoginFlow;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.page.Visit;

/**
 * The forms that an Espace's page posts to itself: the choice of an ENT and the local
 * form. Anything else that arrives without a session was meant for the application.
 */
final class PostedForms {

	/** No form is longer, in bytes. */
	private static final int MAX_BODY = 64 * 1024;

	/**
	 * The chooser's form is not longer than this, in bytes; only so short a body is
	 * looked into on its way to the application.
	 */
	private static final int MAX_CHOICE = 128;

	private final LoginFlow login;

	private final DirectLogin directLogin;

	private final TurnedAway turnedAway;

	PostedForms(LoginFlow login, DirectLogin directLogin, TurnedAway turnedAway) {
		this.login = login;
		this.directLogin = directLogin;
		this.turnedAway = turnedAway;
	}

	/** Whether the local form is asked for, at an Espace that allows it. */
	static boolean isLocalForm(Visit visit) {
		return visit.espace().directLogin() && Query.holds(visit.request().query(), Establishment.DIRECT_LOGIN);
	}

	/**
	 * Answers a POST without a session. A body of another media type is not read, and one
	 * longer than any form is not read on.
	 */
	CompletionStage<Answer> post(Visit visit) {
		if (!Form.isForm(visit.request().header("Content-Type"))) {
			return done(notOurs(visit));
		}
		return visit.request()
			.body(MAX_BODY)
			.thenApply((body) -> dispatch(visit, Form.read(body)))
			.exceptionally(BodyTooLargeException.instead(() -> done(notOurs(visit))))
			.thenCompose(Function.identity());
	}

	/**
	 * Whether someone who is inside may have posted one of the forms, from a tab left
	 * open: then its body is worth reading before it goes to the application.
	 */
	static boolean mayBeOurs(Visit visit) {
		long length = visit.request().length();
		return visit.request().method().equals("POST") && length > 0 && length <= longest(visit)
				&& Form.isForm(visit.request().header("Content-Type"));
	}

	/** The most bytes that a form of this page has. */
	static int longest(Visit visit) {
		return isLocalForm(visit) ? MAX_BODY : MAX_CHOICE;
	}

	/**
	 * Whether a form is one of the gateway's own, so that the application must not get
	 * it: a password may be in it.
	 */
	static boolean isOurs(Visit visit, Form form) {
		return form.has(LoginFlow.CHOICE_FIELD) || (isLocalForm(visit) && form.has(DirectLogin.USERNAME));
	}

	/** Answers a form of the gateway's from someone who is inside by now: they arrive. */
	Answer inside(Visit visit) {
		if (FormOrigin.isForeign(visit.request(), visit.establishment().publicUrl())) {
			return this.turnedAway.foreignForm(visit);
		}
		String target = Query.without(Query.without(visit.request().target(), LoginFlow.CHOOSE),
				Establishment.DIRECT_LOGIN);
		return Answer.redirect(303, visit.address(target));
	}

	private CompletionStage<Answer> dispatch(Visit visit, Form form) {
		if (SingleLogout.isMessage(form)) {
			// It could not be read, and ends nothing; an ENT does not look at the answer.
			return done(Answer.empty(200));
		}
		if (!visit.establishment().isOpen(visit.key())) {
			return done(this.turnedAway.closed(visit));
		}
		String choice = form.first(LoginFlow.CHOICE_FIELD);
		boolean credentials = form.has(DirectLogin.USERNAME);
		boolean ours = choice != null || (credentials && visit.espace().directLogin());
		if (ours && FormOrigin.isForeign(visit.request(), visit.establishment().publicUrl())) {
			return done(this.turnedAway.foreignForm(visit));
		}
		if (choice != null) {
			return this.login.choose(visit, choice);
		}
		if (credentials) {
			return visit.espace().directLogin() ? this.directLogin.submit(visit, form)
					: done(this.turnedAway.directLoginClosed(visit));
		}
		return done(this.turnedAway.loginRequired(visit));
	}

	private Answer notOurs(Visit visit) {
		return visit.establishment().isOpen(visit.key()) ? this.turnedAway.loginRequired(visit)
				: this.turnedAway.closed(visit);
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

}
