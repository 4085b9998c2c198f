package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.diagnosis.EntLine.LineException;
import fr.passerelle.gateway.diagnosis.EntLine.Page;
import fr.passerelle.gateway.diagnosis.EntLine.Validated;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.login.ServiceTicket;
import org.jspecify.annotations.Nullable;

/**
 * Validates a made-up ticket as a login would. The expected answer is a refusal. Any
 * other answer says what is wrong; the step then looks for a dialect or an address that
 * gives a refusal.
 */
final class ValidationStep {

	/** ENTs' administrators find it in their logs by this. */
	static final String TICKET = "ST-0-passerelle-diagnosis-";

	/**
	 * The specification's code for a ticket that no server issued, and its like. SAML 1.1
	 * has no code of its own for it: servers take {@code Requester}, {@code Responder},
	 * or one of SAML 2's, as django-cas-server does.
	 */
	private static final Set<String> EXPECTED = Set.of("INVALID_TICKET", "INVALID_TICKET_SPEC", "TICKET_NOT_FOUND",
			"TICKET_EXPIRED", "Requester", "Responder", "RequestDenied", "ResourceNotRecognized", "InvalidTicket",
			"AuthnFailed", "NoAuthnContext", "NoPassive", "UnknownPrincipal", "RequestUnsupported",
			"InvalidAttrNameOrValue", "UnknownAttrProfile");

	private static final Set<String> SERVICE = Set.of("INVALID_SERVICE", "UNAUTHORIZED_SERVICE",
			"UNAUTHORIZED_SERVICE_PROXY", "SERVICE_NOT_ALLOWED");

	/** Codes with which a server says that it does not understand the question. */
	private static final Set<String> MISUNDERSTOOD = Set.of("INVALID_REQUEST", "VersionMismatch");

	private final EntLine line;

	private final Establishment establishment;

	private final Duration slow;

	private final Deadline deadline;

	private final Steps steps;

	ValidationStep(EntLine line, Establishment establishment, Duration slow, Deadline deadline, Steps steps) {
		this.line = line;
		this.establishment = establishment;
		this.slow = slow;
		this.deadline = deadline;
		this.steps = steps;
	}

	static ServiceTicket madeUp() {
		return new ServiceTicket(TICKET + SecretText.random());
	}

	/** Gives what was answered; null where there was no answer. */
	@Nullable Validated examine(Cas cas, String service) {
		try {
			Validated answer = this.line.validate(cas, service, madeUp(), this.deadline.left());
			judge(cas, service, answer);
			return answer;
		}
		catch (LineException ex) {
			add(cas, switch (ex.fault()) {
				case TIMEOUT -> Finding.VALIDATION_TIMEOUT;
				case BROKEN_OFF -> Finding.VALIDATION_BREAKS_OFF;
				default -> Finding.VALIDATION_UNREACHABLE;
			});
			return null;
		}
	}

	private void judge(Cas cas, String service, Validated answer) {
		Page page = answer.page();
		if (answer.outcome() != null) {
			answer.outcome().fold((identity) -> {
				add(cas, Finding.VALIDATION_ACCEPTS_ANYTHING);
				return true;
			}, (code) -> {
				refused(cas, service, code, answer);
				return true;
			}, (unavailable) -> {
				unreadable(cas, service, page);
				return true;
			});
		}
		else if (LoginPageStep.isRedirect(page)) {
			redirected(cas, page);
		}
		else if (page.status() != 200) {
			status(cas, service, page);
		}
		else {
			unreadable(cas, service, page);
		}
	}

	private void refused(Cas cas, String service, String code, Validated answer) {
		boolean saml = cas.bringsArtifacts();
		if (SERVICE.contains(code) || (saml && new PageLook(answer.page()).refusesService())) {
			add(cas, Finding.VALIDATION_SERVICE_REFUSED, code, this.establishment.registrationPattern(), service);
		}
		else if (MISUNDERSTOOD.contains(code)) {
			otherwise(cas, service, code, () -> add(cas, Finding.VALIDATION_REFUSES_ODDLY, code));
		}
		else if (!EXPECTED.contains(code)) {
			add(cas, Finding.VALIDATION_REFUSES_ODDLY, code);
		}
		else if (answer.page().took().compareTo(this.slow) > 0) {
			add(cas, Finding.VALIDATION_SLOW, code,
					String.valueOf(Math.round(answer.page().took().toMillis() / 1000.0)));
		}
		else {
			add(cas, Finding.VALIDATION_REFUSES, code);
		}
	}

	private void redirected(Cas cas, Page page) {
		URI from = cas.validationUrl();
		URI to = LoginPageStep.resolved(from, page.location());
		if (to == null) {
			add(cas, Finding.VALIDATION_STATUS, String.valueOf(page.status()));
			return;
		}
		boolean same = LoginPageStep.isSameHost(from, to) && from.getRawPath().equals(to.getRawPath());
		boolean login = to.getRawPath() != null && (to.getRawPath().equals(cas.loginUrl().getRawPath())
				|| to.getRawPath().toLowerCase(Locale.ROOT).contains("login"));
		if (same && !LoginPageStep.isSecure(from) && LoginPageStep.isSecure(to)) {
			add(cas, Finding.VALIDATION_REDIRECTS_TO_HTTPS, Steps.shown(to));
		}
		else {
			add(cas, login ? Finding.VALIDATION_REDIRECTS_TO_LOGIN : Finding.VALIDATION_REDIRECTS, Steps.shown(to));
		}
	}

	private void status(Cas cas, String service, Page page) {
		String status = String.valueOf(page.status());
		if (new PageLook(page).refusesService()) {
			add(cas, Finding.VALIDATION_SERVICE_REFUSED, status, this.establishment.registrationPattern(), service);
			return;
		}
		Finding found = switch (page.status()) {
			case 401, 403, 407 -> Finding.VALIDATION_FORBIDDEN;
			case 404, 410 -> Finding.VALIDATION_NOT_FOUND;
			default -> (page.status() >= 500) ? Finding.VALIDATION_SERVER_ERROR : Finding.VALIDATION_STATUS;
		};
		otherwise(cas, service, "HTTP " + status, () -> add(cas, found, status));
	}

	private void unreadable(Cas cas, String service, Page page) {
		PageLook look = new PageLook(page);
		Finding found;
		if (page.cut()) {
			found = Finding.VALIDATION_TOO_LARGE;
		}
		else if (look.isEmpty()) {
			found = Finding.VALIDATION_EMPTY;
		}
		else if (look.isHtml()) {
			found = Finding.VALIDATION_PAGE;
		}
		else {
			found = look.hasDoctype() ? Finding.VALIDATION_DOCTYPE : Finding.VALIDATION_UNREADABLE;
		}
		String seen = (found == Finding.VALIDATION_PAGE) ? look.title() : cas.validation().name();
		otherwise(cas, service, (found == Finding.VALIDATION_PAGE) ? "HTML" : "HTTP " + page.status(),
				() -> add(cas, found, seen));
	}

	/**
	 * Adds the dialect or address that would have answered; without one, the original
	 * finding.
	 */
	private void otherwise(Cas cas, String service, String seen, Runnable found) {
		Cas better = new Alternatives(this.line, this.deadline).find(cas, service);
		if (better != null) {
			add(cas, Finding.VALIDATION_OTHER_WORKS, seen, better.validation().name(),
					better.validationUrl().toString());
		}
		else {
			found.run();
		}
	}

	private void add(Cas cas, Finding finding, String... seen) {
		this.steps.add(Kind.VALIDATION, Steps.shown(cas.validationUrl()), finding, finding.usual(), List.of(seen));
	}

}
