package fr.passerelle.gateway.account;

import java.util.HashSet;
import java.util.Set;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator, or a token, may do: where, and whether more than read.
 *
 * @param establishments the only ones; null for the whole platform
 * @param readOnly whether nothing may be changed
 */
public record Grant(@Nullable Set<Uai> establishments, boolean readOnly) {

	/** Everything, everywhere. */
	public static final Grant PLATFORM = new Grant(null, false);

	/** Nothing at all. */
	public static final Grant NONE = new Grant(Set.of(), true);

	public Grant {
		establishments = (establishments != null) ? Set.copyOf(establishments) : null;
	}

	/** Whether it is not bound to some establishments. */
	public boolean wholePlatform() {
		return this.establishments == null;
	}

	/** Whether this establishment may be seen. */
	public boolean mayRead(Uai uai) {
		return this.establishments == null || this.establishments.contains(uai);
	}

	/** Whether this establishment may be changed. */
	public boolean mayChange(Uai uai) {
		return !this.readOnly && mayRead(uai);
	}

	/** Whether what belongs to no establishment may be seen. */
	public boolean mayReadPlatform() {
		return wholePlatform();
	}

	/** Whether what belongs to no establishment may be changed. */
	public boolean mayChangePlatform() {
		return wholePlatform() && !this.readOnly;
	}

	/**
	 * The part of another grant that lies within this one: what a token of this
	 * administrator may do.
	 */
	public Grant within(Grant other) {
		boolean reading = this.readOnly || other.readOnly;
		if (this.establishments == null) {
			return new Grant(other.establishments, reading);
		}
		if (other.establishments == null) {
			return new Grant(this.establishments, reading);
		}
		Set<Uai> both = new HashSet<>(this.establishments);
		both.retainAll(other.establishments);
		return both.isEmpty() ? NONE : new Grant(both, reading);
	}

}
