package fr.passerelle.gateway.preview;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.preview.Consequence.Kind;
import fr.passerelle.gateway.version.Proposal;

/**
 * Finds what changes for the entrance of one Espace: whether it is open, which ENTs lead
 * in, and whether the local form does.
 */
final class WaysIn {

	private static final String DIRECT = "direct";

	private final Establishment before;

	private final Establishment after;

	private final Matrix ticksBefore;

	private final Matrix ticksAfter;

	private final Connected connected;

	WaysIn(Proposal proposal, Connected connected) {
		this.before = proposal.before();
		this.after = proposal.after();
		this.ticksBefore = Matrix.of(proposal.current());
		this.ticksAfter = Matrix.of(proposal.document());
		this.connected = connected;
	}

	List<Consequence> of(EspaceKey key) {
		List<Consequence> found = new ArrayList<>();
		Espace last = this.before.espace(key);
		Espace next = this.after.espace(key);
		boolean wasPublished = last.published();
		if (wasPublished && !next.published()) {
			closes(key, found);
		}
		else if (!next.published()) {
			if (!this.ticksBefore.row(key).equals(this.ticksAfter.row(key))) {
				found.add(Kind.ESPACE_STAYS_CLOSED.of(key));
			}
		}
		else if (!wasPublished) {
			opens(key, next, found);
		}
		else {
			ways(key, last, next, found);
		}
		return found;
	}

	private void closes(EspaceKey key, List<Consequence> found) {
		found.add(Kind.ESPACE_CLOSES.of(key));
		int inside = this.connected.count(this.before.uai(), List.of(key), null);
		if (inside > 0) {
			found.add(Kind.SESSIONS_SHUT_OUT.of(List.of(key), List.of(), inside));
		}
	}

	private void opens(EspaceKey key, Espace next, List<Consequence> found) {
		boolean direct = next.delegations().isEmpty();
		found.add((direct ? Kind.ESPACE_OPENS_DIRECT : Kind.ESPACE_OPENS).of(List.of(key), List.of(), labels(next)));
		if (isDirectByDefault(this.ticksAfter, next)) {
			found.add(Kind.DIRECT_BY_DEFAULT.of(key));
		}
	}

	private void ways(EspaceKey key, Espace last, Espace next, List<Consequence> found) {
		List<String> gone = missing(last, next);
		List<String> come = missing(next, last);
		if (!gone.isEmpty() || !come.isEmpty()) {
			found.add(ents(last, next, gone, come).of(List.of(key), gone.isEmpty() ? labels(last) : gone,
					come.isEmpty() ? labels(next) : come));
		}
		boolean byDefault = isDirectByDefault(this.ticksAfter, next);
		if (last.directLogin() != next.directLogin() && !byDefault) {
			found.add((next.directLogin() ? Kind.DIRECT_OPENS : Kind.DIRECT_CLOSES).of(key));
		}
		if (byDefault && !isDirectByDefault(this.ticksBefore, last)) {
			found.add(Kind.DIRECT_BY_DEFAULT.of(key));
		}
		if (!last.loginParameters().equals(next.loginParameters()) && gone.isEmpty() && come.isEmpty()) {
			found.add(Kind.PARAMETERS_CHANGED.of(key));
		}
		if (!last.upstream().equals(next.upstream()) && this.before.upstream().equals(this.after.upstream())) {
			found.add(Kind.UPSTREAM_CHANGED.of(List.of(key), List.of(last.upstream().toString()),
					List.of(next.upstream().toString())));
		}
		staying(key, last, next, found);
	}

	private static Kind ents(Espace last, Espace next, List<String> gone, List<String> come) {
		if (last.delegations().isEmpty()) {
			return Kind.ENT_FIRST;
		}
		if (next.delegations().isEmpty()) {
			return Kind.ENT_LAST;
		}
		if (gone.isEmpty()) {
			return Kind.ENT_ADDED;
		}
		return come.isEmpty() ? Kind.ENT_REMOVED : Kind.ENT_REPLACED;
	}

	/** A way that is taken away ends no session: sessions end in their own time. */
	private void staying(EspaceKey key, Espace last, Espace next, List<Consequence> found) {
		for (Delegation delegation : last.delegations()) {
			int inside = this.connected.count(this.before.uai(), List.of(key), delegation.id());
			if (next.delegation(delegation.id()).isEmpty() && inside > 0) {
				found.add(Kind.SESSIONS_STAY.of(List.of(key), List.of(delegation.label()), inside));
			}
		}
		int direct = this.connected.count(this.before.uai(), List.of(key), DIRECT);
		if (last.directLogin() && !next.directLogin() && direct > 0) {
			found.add(Kind.SESSIONS_STAY.of(List.of(key), List.of(), direct));
		}
	}

	/**
	 * Page commune does not ask visitors to sign in, and Page Établissement never does.
	 */
	private static boolean isDirectByDefault(Matrix ticks, Espace espace) {
		return espace.key() != EspaceKey.COMMUNE && espace.directLogin() && !ticks.row(espace.key()).directLogin();
	}

	private static List<String> labels(Espace espace) {
		return espace.delegations().stream().map(Delegation::label).toList();
	}

	private static List<String> missing(Espace from, Espace to) {
		return from.delegations()
			.stream()
			.filter((delegation) -> to.delegation(delegation.id()).isEmpty())
			.map(Delegation::label)
			.toList();
	}

}
