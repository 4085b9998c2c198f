package fr.passerelle.gateway.login;

import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.page.Visit;
import org.jspecify.annotations.Nullable;

/**
 * The cookie in which a browser remembers the ENT that it chose for an Espace (contract,
 * Login 6).
 */
final class RememberedEnt {

	private static final Duration LIFETIME = Duration.ofDays(180);

	private RememberedEnt() {
	}

	/**
	 * The ENT to go to without asking: the only one, or the one chosen before, unless the
	 * address asks for the chooser.
	 */
	static @Nullable Delegation of(Visit visit) {
		List<Delegation> delegations = visit.espace().delegations();
		if (delegations.size() == 1) {
			return delegations.get(0);
		}
		String id = visit.cookies().value(visit.request(), purpose(visit));
		boolean choosing = Query.holds(visit.request().query(), LoginFlow.CHOOSE);
		return (id != null && !choosing) ? visit.espace().delegation(id).orElse(null) : null;
	}

	/** The answer that also remembers the ENT, where there is a choice. */
	static Answer remember(Visit visit, Delegation delegation, Answer answer) {
		boolean choice = visit.espace().delegations().size() > 1;
		return choice ? answer.with(visit.cookies().set(purpose(visit), delegation.id(), LIFETIME)) : answer;
	}

	private static String purpose(Visit visit) {
		return "ent-" + visit.key().key();
	}

}
