package fr.passerelle.gateway.recognition;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * A question to the list.
 *
 * @param uai whose list
 * @param state only these; null for all
 * @param q words of the ENT's user, the released name or the linked person's identifiant
 * @param page counted from 0
 * @param size identities on a page, 1 to {@link #MAX_SIZE}
 */
public record IdentityQuery(Uai uai, @Nullable IdentityState state, String q, int page, int size) {

	/** Most identities on a page. */
	public static final int MAX_SIZE = 200;

	public IdentityQuery {
		page = Math.max(0, Math.min(page, Integer.MAX_VALUE / MAX_SIZE));
		size = Math.max(1, Math.min(size, MAX_SIZE));
	}

	/** A page of all of an establishment's identities, the last seen first. */
	public static IdentityQuery all(Uai uai) {
		return new IdentityQuery(uai, null, "", 0, MAX_SIZE);
	}

	int offset() {
		return this.page * this.size;
	}

}
