/**
 * The delegated login as a state machine over pending logins, and the port that a
 * protocol implements. Knows no protocol.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "directlogin", "establishment", "http",
		"identity", "page", "people", "recognition", "session", "settings" })
package fr.passerelle.gateway.login;
