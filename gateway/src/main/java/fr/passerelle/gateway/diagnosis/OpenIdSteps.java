package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.diagnosis.EntLine.Document;
import fr.passerelle.gateway.diagnosis.EntLine.Fault;
import fr.passerelle.gateway.diagnosis.EntLine.LineException;
import fr.passerelle.gateway.diagnosis.EntLine.Page;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.oidc.OidcRefusedException;
import fr.passerelle.gateway.oidc.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The steps of OpenID Connect: the discovery document, read as a login would, and the
 * keys to which it leads.
 */
final class OpenIdSteps {

	private final EntLine line;

	private final HostSteps hosts;

	private final Deadline deadline;

	private final Steps steps;

	OpenIdSteps(EntLine line, HostSteps hosts, Deadline deadline, Steps steps) {
		this.line = line;
		this.hosts = hosts;
		this.deadline = deadline;
		this.steps = steps;
	}

	/** Gives the answers that came, which say what time it is there. */
	List<Page> examine(Oidc oidc) {
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
			return answers;
		}
		Document keys = fetch(Kind.KEYS, oidc, told.keysAt(), Provider.MAX_KEYS);
		if (keys != null) {
			answers.add(keys.page());
			keys(told, keys);
		}
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
		boolean named = LoginPageStep.isSameHost(oidc.discoveryUrl(), address);
		EntLine over = named ? this.line : this.line.outsideOnly();
		try {
			Document document = over.document(address, oidc.trustedCertificates(), max, this.deadline.left());
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
