package fr.passerelle.gateway.login;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * Leads a browser to the form of the step PASSWORD, by an address and a cookie for each
 * login. The cookie outlives its login, so that a browser which comes back to a used form
 * is told from one that never had it.
 */
final class LinkForms {

	/** Begins the forms' addresses. */
	static final String PATH = "/.passerelle/link/";

	/** Begins the names of the cookies. */
	private static final String COOKIE = "k-";

	/** Beyond this number, a browser's older cookies are left over from closed forms. */
	private static final int MAX_COOKIES = 5;

	private final PendingLinks pending;

	private final Duration lifetime;

	LinkForms(PendingLinks pending, Duration lifetime) {
		this.pending = pending;
		this.lifetime = lifetime;
	}

	/** Keeps the login and sends the browser to its form. */
	Answer begin(VouchedLogin login, boolean optional) {
		VisitorRequest request = login.visit().request();
		String secret = this.pending.begin(login, optional);
		String name = PendingLinks.name(secret);
		GatewayCookies cookies = login.visit().cookies();
		Answer answer = Answer.redirect(302, login.visit().address(PATH + name))
			.with(cookies.set(COOKIE + name, secret, this.lifetime));
		List<Map.Entry<String, String>> leftOver = cookies.startingWith(request, COOKIE);
		for (int i = 0; i <= leftOver.size() - MAX_COOKIES; i++) {
			answer = answer.with(cookies.remove(leftOver.get(i).getKey()));
		}
		return answer;
	}

	/**
	 * The secret that this browser has for the form it asks for; null where it has none.
	 */
	@Nullable String secret(VisitorRequest request, Establishment establishment) {
		String name = request.path().decoded().substring(PATH.length());
		return new GatewayCookies(establishment.isSecure()).value(request, COOKIE + name);
	}

	/** The login that a secret belongs to, used logins too. */
	@Nullable PendingLink find(@Nullable String secret, Establishment establishment) {
		return this.pending.find(secret, establishment.uai());
	}

	/** Uses a login; returns whether this is its first use. */
	boolean use(PendingLink link) {
		return this.pending.use(link);
	}

}
