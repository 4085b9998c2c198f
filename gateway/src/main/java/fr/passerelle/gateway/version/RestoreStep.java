package fr.passerelle.gateway.version;

import java.util.List;

import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * The effect on one establishment of restoring a copy of the store.
 *
 * @param uai the establishment
 * @param name as the copy has it; as it is now where the copy does not have it
 * @param published as the copy has it; null where the copy does not have it
 * @param then the version in the copy; 0 where it is not there
 * @param now the version in effect; 0 where it is not there
 * @param effect what happens to it
 * @param faults why this program does not accept the copy's document; empty if it does
 */
public record RestoreStep(Uai uai, String name, @Nullable Boolean published, long then, long now, Effect effect,
		List<DocumentFault> faults) {

	public RestoreStep {
		faults = List.copyOf(faults);
	}

	/** What happens. */
	public enum Effect {

		/** It is as in the copy and keeps its version. */
		UNCHANGED,
		/** It gets the copy's document as a new version. */
		CHANGED,
		/** It is not here and comes back. */
		ADDED,
		/** It is not in the copy and is deleted. */
		REMOVED

	}

}
