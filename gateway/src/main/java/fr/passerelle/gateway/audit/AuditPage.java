package fr.passerelle.gateway.audit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of the trail.
 *
 * @param entries newest first
 * @param next the cursor of the page of older entries; null on the last one
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String next) {

	public AuditPage {
		entries = List.copyOf(entries);
	}

}
