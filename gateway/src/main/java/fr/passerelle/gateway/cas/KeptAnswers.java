package fr.passerelle.gateway.cas;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.whatif.AnswerReader;
import fr.passerelle.gateway.whatif.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers that an administrator kept, by the dialects of live logins.
 */
final class KeptAnswers implements AnswerReader {

	/** CAS 3.0 reads as CAS 2.0 does; a plain text is looked for last. */
	private static final List<Validation> OTHERS = List.of(Validation.CAS2, Validation.SAML1, Validation.CAS1);

	private final Dialects dialects;

	KeptAnswers(Clock clock) {
		this.dialects = new Dialects(clock);
	}

	@Override
	public Reading read(byte[] answer, String contentType, Validation configured, String service) {
		Reply reply = new Reply(contentType, answer);
		Set<Validation> order = new LinkedHashSet<>();
		order.add(configured);
		order.addAll(OTHERS);
		for (Validation validation : order) {
			DelegationOutcome outcome = kept(validation, reply, service);
			if (outcome != null) {
				boolean live = live(validation, reply, service);
				return outcome.fold((identity) -> new Reading(identity, null, validation, live),
						(code) -> new Reading(null, code, validation, live), (why) -> Reading.UNREADABLE);
			}
		}
		return Reading.UNREADABLE;
	}

	private @Nullable DelegationOutcome kept(Validation validation, Reply reply, String service) {
		try {
			return (validation == Validation.SAML1) ? this.dialects.saml().readKept(reply)
					: this.dialects.of(validation).read(reply, service);
		}
		catch (ValidationFailedException | RuntimeException ex) {
			return null;
		}
	}

	private boolean live(Validation validation, Reply reply, String service) {
		try {
			this.dialects.of(validation).read(reply, service);
			return true;
		}
		catch (ValidationFailedException | RuntimeException ex) {
			return false;
		}
	}

}
