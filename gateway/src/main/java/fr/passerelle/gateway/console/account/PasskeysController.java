package fr.passerelle.gateway.console.account;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import fr.passerelle.gateway.account.AccountRefusedException;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.InvalidAccountException;
import fr.passerelle.gateway.account.OwnAccount;
import fr.passerelle.gateway.account.Passkeys;
import fr.passerelle.gateway.account.SignIns;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.account.Standing;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.security.ConsoleSessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/**
 * Answers the script of passkeys. The session keeps a challenge until the first answer;
 * before the sign-in, the browser keeps it sealed. The condition is repeated here because
 * the framework finds controllers by itself.
 */
@Controller
@ConditionalOnProperty("passerelle.console.passkeys.rp-id")
final class PasskeysController {

	private static final String HOME = "/console/account";

	private static final String CREATION = "fr.passerelle.passkey-creation";

	private static final String COOKIE = "passerelle-console-passkey";

	private static final String REQUEST = "fr.passerelle.passkey-request";

	/** How long a repeated password counts. */
	private static final Duration CREATION_LIFETIME = Duration.ofMinutes(10);

	/** Longest answer of a browser, in characters. */
	private static final int MAX_ANSWER = 64 * 1024;

	private final Passkeys passkeys;

	private final SignIns signIns;

	private final Administrators administrators;

	private final OwnAccount own;

	private final ConsoleSessions sessions;

	private final PasskeyChallenges challenges;

	private final Clock clock;

	PasskeysController(Passkeys passkeys, SignIns signIns, Administrators administrators, OwnAccount own,
			ConsoleSessions sessions, Clock clock) {
		this.passkeys = passkeys;
		this.signIns = signIns;
		this.administrators = administrators;
		this.own = own;
		this.sessions = sessions;
		this.challenges = new PasskeyChallenges(clock);
		this.clock = clock;
	}

	/**
	 * A challenge for a new passkey: good for a while, and until the sessions of its
	 * owner end.
	 */
	private record Begun(PublicKeyCredentialCreationOptions options, long stamp, Instant at) {

		boolean holds(SignedIn who, Instant now) {
			return this.stamp == who.stamp() && now.isBefore(this.at.plus(CREATION_LIFETIME));
		}

	}

	/** The password, once more. */
	record Again(@Nullable String password) {

		@Override
		public String toString() {
			return "Again[redacted]";
		}

	}

	/**
	 * What a new passkey is made with. A hijacker of the session has no password, and
	 * without this challenge no passkey is registered.
	 */
	@PostMapping("/console/passkeys/options")
	ResponseEntity<String> creation(Principal who, @RequestBody Again again, HttpSession session) {
		try {
			this.own.checkPassword(this.administrators.get(who.getName()),
					(again.password() != null) ? again.password() : "");
		}
		catch (AccountRefusedException ex) {
			return refused(ex.reason().name());
		}
		PublicKeyCredentialCreationOptions options = this.passkeys.creation((SignedIn) who);
		session.setAttribute(CREATION, new Begun(options, ((SignedIn) who).stamp(), this.clock.instant()));
		return json(this.passkeys.text(options));
	}

	@PostMapping("/console/passkeys")
	ResponseEntity<String> register(Principal who, Actor actor, @RequestParam(defaultValue = "") String label,
			@RequestBody String answer, HttpServletRequest request, HttpServletResponse response) {
		if (answer.length() > MAX_ANSWER || !(taken(request.getSession(), CREATION) instanceof Begun begun)) {
			return refused();
		}
		SignedIn signedIn = (SignedIn) who;
		if (!begun.holds(signedIn, this.clock.instant())) {
			return refused();
		}
		try {
			Optional<SignedIn> next = this.passkeys.register(signedIn, begun.options(), answer, label, actor);
			if (next.isEmpty()) {
				return refused();
			}
			this.sessions.keep(request, response, next.get());
			Flash.done(request, response, HOME, "account.passkeys.added");
			return json("{\"next\":\"" + HOME + "\"}");
		}
		catch (AccountRefusedException ex) {
			return refused(ex.reason().name());
		}
		catch (InvalidAccountException ex) {
			return refused();
		}
	}

	/** The administrator at the second step; null before the first. */
	private @Nullable SignedIn half(@Nullable Principal who) {
		return (who instanceof SignedIn signedIn && this.signIns.standing(signedIn)
			.map(Standing::next)
			.filter((next) -> next == NextStep.SECOND_FACTOR)
			.isPresent()) ? signedIn : null;
	}

	/**
	 * Makes a challenge. An administrator at the second step has a session that keeps it;
	 * other visitors do not.
	 */
	@PostMapping("/console/login/passkey/options")
	ResponseEntity<String> request(@Nullable Principal who, HttpServletRequest request, HttpServletResponse response) {
		PublicKeyCredentialRequestOptions options = this.passkeys.request(half(who));
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.setAttribute(REQUEST, options);
		}
		else {
			response.addCookie(cookie(request, this.challenges.seal(options.getChallenge().toBase64UrlString()), 300));
		}
		return json(this.passkeys.text(options));
	}

	private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
		Cookie cookie = new Cookie(COOKIE, value);
		cookie.setPath("/console/login");
		cookie.setHttpOnly(true);
		cookie.setSecure(request.isSecure());
		cookie.setMaxAge(seconds);
		cookie.setAttribute("SameSite", "Strict");
		return cookie;
	}

	private @Nullable PublicKeyCredentialRequestOptions asked(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			return (taken(session, REQUEST) instanceof PublicKeyCredentialRequestOptions options) ? options : null;
		}
		Cookie sealed = WebUtils.getCookie(request, COOKIE);
		return ((sealed != null) ? this.challenges.open(sealed.getValue()) : Optional.<String>empty())
			.map((challenge) -> this.passkeys.request(Bytes.fromBase64(challenge)))
			.orElse(null);
	}

	@PostMapping("/console/login/passkey")
	ResponseEntity<String> signIn(@Nullable Principal who, @RequestBody String answer, HttpServletRequest request,
			HttpServletResponse response) {
		PublicKeyCredentialRequestOptions options = (answer.length() > MAX_ANSWER) ? null : asked(request);
		if (options == null) {
			return refused();
		}
		Optional<SignedIn> known = this.passkeys.authenticate(half(who), options, answer)
			.filter((signedIn) -> this.signIns.standing(signedIn).isPresent())
			.filter((signedIn) -> this.challenges.spend(options.getChallenge().toBase64UrlString()));
		if (known.isEmpty()) {
			this.sessions.refused(request, half(who), "REFUSED");
			return refused();
		}
		// An address of this program, or a page of the console: it has no quotes.
		String next = this.sessions.goOn(request, response, known.get()).replace("\"", "%22").replace("\\", "%5C");
		return json("{\"next\":\"" + next + "\"}");
	}

	private static @Nullable Object taken(HttpSession session, String name) {
		Object challenge = session.getAttribute(name);
		session.removeAttribute(name);
		return challenge;
	}

	private static ResponseEntity<String> json(String text) {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(text);
	}

	private static ResponseEntity<String> refused() {
		return refused("REFUSED");
	}

	/** The page has words for some of the codes, and one sentence for all others. */
	private static ResponseEntity<String> refused(String code) {
		return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"code\":\"" + code + "\"}");
	}

}
