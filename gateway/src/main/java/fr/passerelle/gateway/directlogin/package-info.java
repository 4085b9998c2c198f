/**
 * The direct login: the local form at {@code ?login=true}, its token, and the check of a
 * local password. Counts no attempts; {@code suspension} does.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "establishment", "http", "identity",
		"page", "people", "session", "settings", "suspension" })
package fr.passerelle.gateway.directlogin;
