/**
 * The one door: host, path, publication, session, in that order, on every visitor's
 * request; hands over to the package that owns the next step.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "directlogin", "establishment", "halt",
		"http", "identity", "login", "logout", "network", "page", "proxy", "session", "settings", "store" })
package fr.passerelle.gateway.front;
