package fr.passerelle.gateway.audit;

import java.time.Instant;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * A question to the trail.
 *
 * @param uai whose trail
 * @param since nothing older
 * @param type only this
 * @param cursor only what is older than the page that gave this cursor
 * @param size entries on a page, 1 to {@link #MAX_SIZE}
 */
public record AuditQuery(Uai uai, @Nullable Instant since, @Nullable AuditType type, @Nullable String cursor,
		int size) {

	/** Most entries on a page. */
	public static final int MAX_SIZE = 500;

	public AuditQuery {
		size = Math.max(1, Math.min(size, MAX_SIZE));
	}

}
