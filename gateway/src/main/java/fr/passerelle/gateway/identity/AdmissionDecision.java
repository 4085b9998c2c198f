package fr.passerelle.gateway.identity;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * Whether a person whom an ENT has signed in may enter, and if not, why not.
 */
public sealed interface AdmissionDecision {

	/** Reads the decision. */
	<T> T fold(Function<Visitor, T> admitted, Function<Set<EspaceKey>, T> notAllowed, Supplier<T> otherEstablishment,
			Supplier<T> unknown);

	/** The person may enter. */
	record Admitted(Visitor visitor) implements AdmissionDecision {

		@Override
		public <T> T fold(Function<Visitor, T> admitted, Function<Set<EspaceKey>, T> notAllowed,
				Supplier<T> otherEstablishment, Supplier<T> unknown) {
			return admitted.apply(this.visitor);
		}

	}

	/**
	 * The person is recognised, and this Espace is not theirs.
	 *
	 * @param open the published Espaces that are open to them
	 */
	record NotAllowed(Set<EspaceKey> open) implements AdmissionDecision {

		public NotAllowed {
			open = Set.copyOf(open);
		}

		@Override
		public <T> T fold(Function<Visitor, T> admitted, Function<Set<EspaceKey>, T> notAllowed,
				Supplier<T> otherEstablishment, Supplier<T> unknown) {
			return notAllowed.apply(this.open);
		}

	}

	/** The ENT says that the person belongs to another establishment. */
	record OtherEstablishment() implements AdmissionDecision {

		@Override
		public <T> T fold(Function<Visitor, T> admitted, Function<Set<EspaceKey>, T> notAllowed,
				Supplier<T> otherEstablishment, Supplier<T> unknown) {
			return otherEstablishment.get();
		}

	}

	/** No person here matches, and no step admits unknown people. */
	record Unknown() implements AdmissionDecision {

		@Override
		public <T> T fold(Function<Visitor, T> admitted, Function<Set<EspaceKey>, T> notAllowed,
				Supplier<T> otherEstablishment, Supplier<T> unknown) {
			return unknown.get();
		}

	}

}
