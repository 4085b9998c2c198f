package fr.passerelle.gateway.login;

import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Visit;
import org.jspecify.annotations.Nullable;

/**
 * The cookie in which a browser remembers the ENT that it chose for an Espace (contract,
 * Login 6).
 */
public final class RememberedEnt {

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
		String id = visit.cookies().value(visit.request(), purpose(visit.key()));
		boolean choosing = Query.holds(visit.request().query(), LoginFlow.CHOOSE);
		return (id != null && !choosing) ? visit.espace().delegation(id).orElse(null) : null;
	}

	/** Whether this browser chose an ENT for an Espace that offers several. */
	public static boolean isChosen(VisitorRequest request, Establishment establishment, EspaceKey key) {
		Espace espace = establishment.espace(key);
		String id = new GatewayCookies(establishment.isSecure()).value(request, purpose(key));
		return espace.delegations().size() > 1 && id != null && espace.delegation(id).isPresent();
	}

	/** The answer that also remembers the ENT, where there is a choice. */
	static Answer remember(Visit visit, Delegation delegation, Answer answer) {
		boolean choice = visit.espace().delegations().size() > 1;
		return choice ? answer.with(visit.cookies().set(purpose(visit.key()), delegation.id(), LIFETIME)) : answer;
	}

	private static String purpose(EspaceKey key) {
		return "ent-" + key.key();
	}

}
