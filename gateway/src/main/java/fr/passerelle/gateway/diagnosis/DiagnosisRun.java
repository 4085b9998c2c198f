package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.diagnosis.EntLine.Page;
import fr.passerelle.gateway.diagnosis.EntLine.Validated;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.diagnosis.Step.Status;
import fr.passerelle.gateway.enthealth.UsedEnt;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.oidc.CodeTrial;
import org.jspecify.annotations.Nullable;

/**
 * One run through all steps. The validation's host comes first: without it no visitor
 * signs in. A login page on another host is visited only by browsers, so if this server
 * cannot reach it, that is a warning.
 */
final class DiagnosisRun {

	/** A smaller difference between clocks does no harm. */
	private static final Duration AGREEING = Duration.ofSeconds(30);

	/**
	 * The tolerance for a SAML assertion's window; with a larger difference every login
	 * fails.
	 */
	private static final Duration SAML_LIMIT = Duration.ofSeconds(60);

	private final EntLine line;

	private final CodeTrial codeTrial;

	private final Establishment establishment;

	private final Delegation delegation;

	private final Clock clock;

	private final Deadline deadline;

	private final Steps steps;

	private final Duration slow;

	private final Duration connect;

	/** How far the ENT's clock is ahead, from each answer that says so. */
	private final List<Duration> skews = new ArrayList<>();

	DiagnosisRun(EntLine line, CodeTrial codeTrial, Establishment establishment, Delegation delegation, Duration slow,
			Duration connect, Clock clock, Deadline deadline) {
		this.line = line;
		this.codeTrial = codeTrial;
		this.establishment = establishment;
		this.delegation = delegation;
		this.slow = slow;
		this.connect = connect;
		this.clock = clock;
		this.deadline = deadline;
		this.steps = new Steps(clock);
	}

	Diagnosis run() {
		Instant begun = this.clock.instant();
		String service = UsedEnt.service(this.establishment, this.delegation);
		HostSteps hosts = new HostSteps(this.line, this.delegation.signOn().trustedCertificates(), this.connect,
				this.clock, this.deadline, this.steps);
		if (this.delegation.signOn() instanceof Cas cas) {
			examine(cas, service, hosts);
		}
		else if (ProviderSteps.isFor(this.delegation.signOn())) {
			new ProviderSteps(this.line, this.connect, this.clock, this.deadline, this.steps)
				.examine(this.delegation.signOn())
				.forEach((page) -> skew(page, page.date()));
			clocks(Steps.origin(this.delegation.signOn().loginUrl()), MessageTime.SKEW);
		}
		else if (this.delegation.signOn() instanceof Oidc oidc) {
			new OpenIdSteps(this.line, hosts, this.codeTrial, this.deadline, this.steps)
				.examine(this.establishment, this.delegation, oidc)
				.forEach((page) -> skew(page, page.date()));
			clocks(Steps.origin(oidc.discoveryUrl()), MessageTime.SKEW);
		}
		else {
			hosts.examine(this.delegation.signOn().loginUrl(), true);
		}
		return new Diagnosis(this.establishment, this.delegation, begun, Duration.between(begun, this.clock.instant()),
				service, this.steps.list());
	}

	private void examine(Cas cas, String service, HostSteps hosts) {
		boolean same = Steps.origin(cas.loginUrl()).equals(Steps.origin(cas.validationUrl()));
		boolean validates = hosts.examine(cas.validationUrl(), true);
		boolean logsIn = same ? validates : hosts.examine(cas.loginUrl(), false);
		loginPage(cas, service, logsIn, same);
		validation(cas, service, validates);
		clocks(Steps.origin(cas.validationUrl()), cas.bringsArtifacts() ? SAML_LIMIT : null);
	}

	private void loginPage(Cas cas, String service, boolean reachable, boolean needed) {
		URI address = this.line.login(cas, service);
		if (skipped(Kind.LOGIN_PAGE, address, reachable)) {
			return;
		}
		Page last = new LoginPageStep(this.line, this.establishment, cas, this.deadline, this.steps).examine(address);
		if (!needed) {
			softenUnreachable();
		}
		if (last != null) {
			skew(last, last.date());
		}
	}

	/** Only browsers need to get there. */
	private void softenUnreachable() {
		List<Step> all = this.steps.list();
		Finding found = all.get(all.size() - 1).finding();
		if (found == Finding.LOGIN_PAGE_TIMEOUT || found == Finding.LOGIN_PAGE_UNREACHABLE) {
			this.steps.softenLast();
		}
	}

	private void validation(Cas cas, String service, boolean reachable) {
		if (skipped(Kind.VALIDATION, cas.validationUrl(), reachable)) {
			return;
		}
		Validated last = new ValidationStep(this.line, this.establishment, this.slow, this.deadline, this.steps)
			.examine(cas, service);
		if (last != null) {
			skew(last.page(), (last.issued() != null) ? last.issued() : last.page().date());
		}
	}

	private boolean skipped(Kind kind, URI address, boolean reachable) {
		if (!reachable || this.deadline.isOver()) {
			this.steps.add(kind, Steps.shown(address), reachable ? Finding.OUT_OF_TIME : Finding.NOT_TRIED);
			return true;
		}
		return false;
	}

	private void skew(Page page, @Nullable Instant said) {
		if (said != null) {
			Instant meant = page.asked().plus(page.took().dividedBy(2));
			this.skews.add(Duration.between(meant, said));
		}
	}

	/**
	 * The last step.
	 * @param limit a larger difference makes every login fail; null: none does
	 */
	private void clocks(String target, @Nullable Duration limit) {
		if (this.skews.isEmpty()) {
			this.steps.add(Kind.CLOCK, target, Finding.CLOCK_UNKNOWN);
			return;
		}
		// The validation's answer counts most.
		Duration skew = this.skews.get(this.skews.size() - 1);
		String seconds = String.valueOf(Math.round(skew.abs().toMillis() / 1000.0));
		if (skew.abs().compareTo(AGREEING) <= 0) {
			this.steps.add(Kind.CLOCK, target, Finding.CLOCK_AGREES, seconds);
			return;
		}
		boolean refuses = limit != null && skew.abs().compareTo(limit) > 0;
		this.steps.add(Kind.CLOCK, target, skew.isNegative() ? Finding.CLOCK_BEHIND : Finding.CLOCK_AHEAD,
				refuses ? Status.FAILED : Status.WARNING, List.of(seconds));
	}

}
