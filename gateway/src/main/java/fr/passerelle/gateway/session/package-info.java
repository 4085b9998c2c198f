/**
 * The gateway's own sessions: one for each Espace entered, their ends, and the ticket
 * that opened each. Knows cookies by name only, and no request's path.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "establishment", "files", "http", "identity", "settings" })
package fr.passerelle.gateway.session;
