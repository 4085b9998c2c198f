package fr.passerelle.mockcas;

import java.util.function.Predicate;

/**
 * Ends an SSO session, sends single logout, and leads back to the service.
 */
final class LogoutFlow {

	private final SsoSessions sessions;

	private final SingleLogout singleLogout;

	private final Predicate<String> registered;

	private final Traits traits;

	private final Pages pages;

	private final SsoCookie cookie;

	LogoutFlow(SsoSessions sessions, SingleLogout singleLogout, Predicate<String> registered, Traits traits,
			Pages pages, SsoCookie cookie) {
		this.sessions = sessions;
		this.singleLogout = singleLogout;
		this.registered = registered;
		this.traits = traits;
		this.pages = pages;
		this.cookie = cookie;
	}

	Answer answer(HttpCall call) {
		if (!"GET".equals(call.method()) && !"POST".equals(call.method())) {
			return Answer.methodNotAllowed("GET, POST");
		}
		this.singleLogout.send(this.sessions.end(this.cookie.read(call)));
		String service = call.parameter("service");
		String back = (service != null) ? service : call.parameter("url");
		boolean returns = back != null && ServiceUrl.isAcceptable(back) && this.registered.test(back);
		Answer answer = (back != null && returns) ? Answer.redirect(this.traits.afterLogout(back))
				: Answer.page(200, this.pages.signedOut());
		return answer.with("Set-Cookie", this.cookie.delete());
	}

}
