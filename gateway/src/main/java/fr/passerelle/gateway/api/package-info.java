/**
 * The administrators' API. Translates HTTP to calls on the packages that own things;
 * holds no state of its own.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "access", "admin", "audit", "directlogin",
		"establishment", "identity", "settings", "web" })
package fr.passerelle.gateway.api;
