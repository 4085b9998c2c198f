package fr.passerelle.gateway.audit;

import org.jspecify.annotations.Nullable;

/**
 * One thing that an administrator changed, before and after, in texts for people. Never a
 * password, a secret or what an ENT released.
 *
 * @param path what, e.g. {@code espaces.parent.published} or {@code role}
 * @param before as it was; null if it was not there
 * @param after as it is; null if it is gone
 */
public record AuditChange(String path, @Nullable String before, @Nullable String after) {

	/** Longest text, in characters. */
	static final int MAX_LENGTH = 300;

	public AuditChange {
		path = AuditEntry.clean(path, MAX_LENGTH);
		before = (before != null) ? AuditEntry.clean(before, MAX_LENGTH) : null;
		after = (after != null) ? AuditEntry.clean(after, MAX_LENGTH) : null;
	}

}
