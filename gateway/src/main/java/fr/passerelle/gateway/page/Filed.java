package fr.passerelle.gateway.page;

import fr.passerelle.gateway.audit.AuditType;
import org.jspecify.annotations.Nullable;

/**
 * How the journal files a refusal: the part of it that no page shows.
 *
 * @param type the journal's type of entry
 * @param person the person, if known
 * @param detail what only the administrator reads
 */
public record Filed(AuditType type, @Nullable String person, @Nullable String detail) {

	/** A refused page of which the journal knows neither person nor detail. */
	static final Filed PAGE = new Filed(AuditType.PAGE_REFUSED, null, null);

}
