package fr.passerelle.gateway.console.account;

import java.security.Principal;
import java.util.Optional;

import fr.passerelle.gateway.access.ConsoleSessions;
import fr.passerelle.gateway.admin.AccountRefusedException;
import fr.passerelle.gateway.admin.InvalidAccountException;
import fr.passerelle.gateway.admin.Passkeys;
import fr.passerelle.gateway.admin.SignIns;
import fr.passerelle.gateway.admin.SignedIn;
import fr.passerelle.gateway.admin.Standing.NextStep;
import fr.passerelle.gateway.admin.Standing;
import fr.passerelle.gateway.audit.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the script of passkeys asks for. A challenge is kept in the session and taken out
 * of it by the first answer. The condition stands here too: the framework finds
 * controllers by itself.
 */
@Controller
@ConditionalOnProperty("passerelle.console.passkeys.rp-id")
final class PasskeysController {

	private static final String CREATION = "fr.passerelle.passkey-creation";

	private static final String REQUEST = "fr.passerelle.passkey-request";

	/** Longest answer of a browser, in characters. */
	private static final int MAX_ANSWER = 64 * 1024;

	private final Passkeys passkeys;

	private final SignIns signIns;

	private final ConsoleSessions sessions;

	PasskeysController(Passkeys passkeys, SignIns signIns, ConsoleSessions sessions) {
		this.passkeys = passkeys;
		this.signIns = signIns;
		this.sessions = sessions;
	}

	@PostMapping("/console/passkeys/options")
	ResponseEntity<String> creation(Principal who, HttpSession session) {
		PublicKeyCredentialCreationOptions options = this.passkeys.creation((SignedIn) who);
		session.setAttribute(CREATION, options);
		return json(this.passkeys.text(options));
	}

	@PostMapping("/console/passkeys")
	ResponseEntity<String> register(Principal who, Actor actor, @RequestParam(defaultValue = "") String label,
			@RequestBody String answer, HttpServletRequest request, HttpServletResponse response) {
		if (answer.length() > MAX_ANSWER
				|| !(taken(request.getSession(), CREATION) instanceof PublicKeyCredentialCreationOptions options)) {
			return refused();
		}
		SignedIn signedIn = (SignedIn) who;
		try {
			Optional<SignedIn> next = this.passkeys.register(signedIn, options, answer, label, actor);
			next.ifPresent((enrolled) -> this.sessions.keep(request, response, enrolled));
			return next.isPresent() ? json("{\"next\":\"/console/account\"}") : refused();
		}
		catch (InvalidAccountException | AccountRefusedException ex) {
			return refused();
		}
	}

	/** Of whoever is at the second step; of nobody in particular before the first. */
	private @Nullable SignedIn half(@Nullable Principal who) {
		return (who instanceof SignedIn signedIn && this.signIns.standing(signedIn)
			.map(Standing::next)
			.filter((next) -> next == NextStep.SECOND_FACTOR)
			.isPresent()) ? signedIn : null;
	}

	@PostMapping("/console/login/passkey/options")
	ResponseEntity<String> request(@Nullable Principal who, HttpSession session) {
		PublicKeyCredentialRequestOptions options = this.passkeys.request(half(who));
		session.setAttribute(REQUEST, options);
		return json(this.passkeys.text(options));
	}

	@PostMapping("/console/login/passkey")
	ResponseEntity<String> signIn(@Nullable Principal who, @RequestBody String answer, HttpServletRequest request,
			HttpServletResponse response) {
		if (answer.length() > MAX_ANSWER
				|| !(taken(request.getSession(), REQUEST) instanceof PublicKeyCredentialRequestOptions options)) {
			return refused();
		}
		Optional<SignedIn> known = this.passkeys.authenticate(half(who), options, answer)
			.filter((signedIn) -> this.signIns.standing(signedIn).isPresent());
		if (known.isEmpty()) {
			this.sessions.refused(request);
			return refused();
		}
		// An address of ours, or one of the console's that was asked for: no quotes in
		// it.
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
		return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
			.contentType(MediaType.APPLICATION_JSON)
			.body("{}");
	}

}
