/**
 * The administrators' API. Translates HTTP to calls on the packages that own things;
 * holds no state of its own.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "access", "admin", "audit", "connections",
		"directlogin", "establishment", "guard", "identity", "plan", "preview", "rapprochement",
		"session", "settings", "web" })
package fr.passerelle.gateway.api;
