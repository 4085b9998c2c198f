package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.diagnosis.EntLine.LineException;
import fr.passerelle.gateway.diagnosis.EntLine.Validated;
import fr.passerelle.gateway.enthealth.EntKey;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.login.DelegationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The other ways in which the same server may validate: other dialects at the address
 * given, and all dialects at the places that CAS convention gives them.
 */
final class Alternatives {

	/** The most calls; each is one more line in the ENT's log. */
	static final int MAX_TRIED = 8;

	/** The usual one first. */
	private static final List<Validation> ORDER = List.of(Validation.CAS2, Validation.CAS3, Validation.SAML1,
			Validation.CAS1);

	private static final Set<String> REFUSALS = Set.of("INVALID_REQUEST", "VersionMismatch");

	private final EntLine line;

	private final Deadline deadline;

	Alternatives(EntLine line, Deadline deadline) {
		this.line = line;
		this.deadline = deadline;
	}

	/**
	 * The first one that answers with a refusal of its dialect; null if there is no such
	 * one.
	 */
	@Nullable Cas find(Cas cas, String service) {
		int tried = 0;
		for (Cas other : others(cas)) {
			if (tried++ >= MAX_TRIED || this.deadline.isOver()) {
				return null;
			}
			try {
				Validated answer = this.line.validate(other, service, ValidationStep.madeUp(), this.deadline.left());
				if (answer.outcome() instanceof DelegationOutcome.Refused refused
						&& !REFUSALS.contains(refused.code())) {
					return other;
				}
			}
			catch (LineException ex) {
				// The next may answer.
			}
		}
		return null;
	}

	private static List<Cas> others(Cas cas) {
		Set<Cas> others = new LinkedHashSet<>();
		for (String base : bases(cas)) {
			for (Validation dialect : ORDER) {
				others.add(cas.validating(dialect, URI.create(base + dialect.path())));
			}
		}
		for (Validation dialect : ORDER) {
			others.add(cas.validating(dialect, cas.validationUrl()));
		}
		others.removeIf((one) -> one.validation() == cas.validation()
				&& EntKey.normalised(one.validationUrl()).equals(EntKey.normalised(cas.validationUrl())));
		return List.copyOf(others);
	}

	/** Server roots: the validation's, then the login's. */
	private static Set<String> bases(Cas cas) {
		Set<String> bases = new LinkedHashSet<>();
		String validation = withoutQuery(cas.validationUrl());
		for (Validation dialect : List.of(Validation.CAS3, Validation.CAS2, Validation.SAML1, Validation.CAS1)) {
			if (endsIn(cas.validationUrl(), dialect.path())) {
				bases.add(validation.substring(0, validation.length() - dialect.path().length()));
				break;
			}
		}
		String login = withoutQuery(cas.loginUrl());
		if (login.toLowerCase(Locale.ROOT).endsWith("/login")) {
			bases.add(login.substring(0, login.length() - "login".length()));
		}
		return bases;
	}

	private static boolean endsIn(URI address, String path) {
		return withoutQuery(address).endsWith("/" + path);
	}

	private static String withoutQuery(URI address) {
		String text = address.toString();
		int end = text.indexOf('?');
		return (end < 0) ? text : text.substring(0, end);
	}

}
