package fr.passerelle.gateway.preview;

import java.util.List;

import fr.passerelle.gateway.version.Proposal;

/**
 * A change that is accepted and not made, with what it would do.
 *
 * @param proposal before and after
 * @param consequences what it does to whom, Espace by Espace; empty if no person would
 * notice anything
 */
public record Preview(Proposal proposal, List<Consequence> consequences) {

	public Preview {
		consequences = List.copyOf(consequences);
	}

	/** Whether it may keep people out. */
	public boolean warns() {
		return this.consequences.stream()
			.anyMatch((consequence) -> consequence.severity() == Consequence.Severity.WARNING);
	}

}
