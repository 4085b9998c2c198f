/**
 * The local form at {@code ?login=true}, its token, and the suspension of addresses that
 * guess.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "establishment", "http", "identity",
		"page", "session", "settings", "suspension" })
package fr.passerelle.gateway.directlogin;
