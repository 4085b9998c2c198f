package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.diagnosis.EntLine.Document;
import fr.passerelle.gateway.diagnosis.EntLine.Fault;
import fr.passerelle.gateway.diagnosis.EntLine.LineException;
import fr.passerelle.gateway.diagnosis.EntLine.Page;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.login.ProviderCall;
import fr.passerelle.gateway.oidc.CodeTrial;
import fr.passerelle.gateway.oidc.OidcRefusedException;
import fr.passerelle.gateway.oidc.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The steps of OpenID Connect: the discovery document, read as a login would, the keys to
 * which it leads, and a made-up code at the address of tokens.
 */
final class OpenIdSteps {

	private static final int UNAUTHORIZED = 401;

	private final EntLine line;

	private final HostSteps hosts;

	private final CodeTrial codeTrial;

	private final Deadline deadline;

	private final Steps steps;

	OpenIdSteps(EntLine line, HostSteps hosts, CodeTrial codeTrial, Deadline deadline, Steps steps) {
		this.line = line;
		this.hosts = hosts;
		this.codeTrial = codeTrial;
		this.deadline = deadline;
		this.steps = steps;
	}

	/** Gives the answers that came, which say what time it is there. */
	List<Page> examine(Establishment establishment, Delegation delegation, Oidc oidc) {
		List<Page> answers = new ArrayList<>();
		URI address = oidc.discoveryUrl();
		Provider told = null;
		if (this.hosts.examine(address, true)) {
			Document document = fetch(Kind.METADATA, oidc, address, Provider.MAX_DISCOVERY);
			if (document != null) {
				answers.add(document.page());
				told = discovery(oidc, address, document);
			}
		}
		else {
			this.steps.add(Kind.METADATA, Steps.shown(address), Finding.NOT_TRIED);
		}
		if (told == null) {
			this.steps.add(Kind.KEYS, Steps.origin(address), Finding.NOT_TRIED);
			this.steps.add(Kind.CODE, Steps.origin(address), Finding.NOT_TRIED);
			return answers;
		}
		Document keys = fetch(Kind.KEYS, oidc, told.keysAt(), Provider.MAX_KEYS);
		if (keys != null) {
			answers.add(keys.page());
			keys(told, keys);
		}
		code(establishment, delegation, told);
		return answers;
	}

	/**
	 * An administrator may name a host inside a network; a document from elsewhere may
	 * not.
	 */
	private @Nullable Document fetch(Kind kind, Oidc oidc, URI address, int max) {
		String target = Steps.shown(address);
		if (this.deadline.isOver()) {
			this.steps.add(kind, target, Finding.OUT_OF_TIME);
			return null;
		}
		try {
			Document document = over(oidc, address).document(address, oidc.trustedCertificates(), max,
					this.deadline.left());
			if (document.page().status() == 200) {
				return document;
			}
			this.steps.add(kind, target, Finding.METADATA_STATUS, String.valueOf(document.page().status()));
		}
		catch (LineException ex) {
			this.steps.add(kind, target,
					(ex.fault() == Fault.TIMEOUT) ? Finding.METADATA_TIMEOUT : Finding.METADATA_UNREACHABLE);
		}
		return null;
	}

	private EntLine over(Oidc oidc, URI address) {
		return LoginPageStep.isSameHost(oidc.discoveryUrl(), address) ? this.line : this.line.outsideOnly();
	}

	/**
	 * The secret was set for this provider and this client: it goes where a login would
	 * send it.
	 */
	private void code(Establishment establishment, Delegation delegation, Provider told) {
		String target = Steps.shown(told.token());
		if (this.deadline.isOver()) {
			this.steps.add(Kind.CODE, target, Finding.OUT_OF_TIME);
			return;
		}
		ProviderCall call = this.codeTrial.call(establishment, delegation, told);
		if (call == null) {
			boolean saved = establishment.delegation(delegation.id()).isPresent();
			this.steps.add(Kind.CODE, target, saved ? Finding.CODE_SECRET_MISSING : Finding.CODE_SECRET_LATER);
			return;
		}
		try {
			Oidc oidc = Oidc.of(delegation);
			Document answer = over(oidc, told.token()).call(call, oidc.trustedCertificates(), CodeTrial.MAX_ANSWER,
					this.deadline.left());
			judge(target, answer, oidc.hasSecret());
		}
		catch (LineException ex) {
			this.steps.add(Kind.CODE, target,
					(ex.fault() == Fault.TIMEOUT) ? Finding.CODE_TIMEOUT : Finding.CODE_UNREACHABLE);
		}
	}

	private void judge(String target, Document answer, boolean hasSecret) {
		CodeTrial.Answer read = CodeTrial.read(answer.bytes());
		String status = String.valueOf(answer.page().status());
		if (read.hasTokens()) {
			this.steps.add(Kind.CODE, target, Finding.CODE_ACCEPTED);
			return;
		}
		switch (read.refusal()) {
			case "invalid_grant" -> this.steps.add(Kind.CODE, target,
					hasSecret ? Finding.CODE_REFUSED : Finding.CODE_REFUSED_WITHOUT_SECRET);
			case "invalid_client", "unauthorized_client" -> this.steps.add(Kind.CODE, target,
					hasSecret ? Finding.CODE_CLIENT_REFUSED : Finding.CODE_CLIENT_UNKNOWN, read.refusal());
			case "" -> this.steps.add(Kind.CODE, target,
					(answer.page().status() == UNAUTHORIZED) ? Finding.CODE_CLIENT_REFUSED : Finding.CODE_UNREADABLE,
					status);
			default -> this.steps.add(Kind.CODE, target, Finding.CODE_REFUSED_ODDLY, read.refusal());
		}
	}

	private @Nullable Provider discovery(Oidc oidc, URI address, Document document) {
		try {
			Provider told = Provider.discovered(document.bytes(), oidc.issuerName());
			this.steps.add(Kind.METADATA, Steps.shown(address), Finding.METADATA_READ,
					PageLook.line(told.issuer(), 120));
			return told;
		}
		catch (OidcRefusedException ex) {
			this.steps.add(Kind.METADATA, Steps.shown(address), Finding.METADATA_UNREADABLE, ex.sentence());
			return null;
		}
	}

	private void keys(Provider told, Document document) {
		String target = Steps.shown(told.keysAt());
		try {
			int number = told.withKeys(document.bytes()).keys().getKeys().size();
			this.steps.add(Kind.KEYS, target, Finding.KEYS_READ, String.valueOf(number));
		}
		catch (OidcRefusedException ex) {
			this.steps.add(Kind.KEYS, target, Finding.KEYS_UNREADABLE, ex.sentence());
		}
	}

}
