/**
 * The administrators' API. Translates HTTP to calls on the packages that own things;
 * holds no state of its own.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "account", "actor", "audit", "backup", "connections", "diagnosis", "document",
				"enthealth", "establishment", "http", "identity", "people", "plan", "preview", "recognition",
				"schoolfile", "security", "session", "store", "suspension", "upload", "version", "whatif" })
package fr.passerelle.gateway.api;
