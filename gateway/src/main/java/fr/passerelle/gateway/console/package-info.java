/**
 * The administrators' pages at {@code /console}: one sub-package for each screen, and
 * here the frame around them. Translates forms to calls on the packages that own the
 * data, as the API does. It decides nothing itself; package {@code security} decides who
 * may come in.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "account", "actor", "audit", "backup", "connections", "diagnosis", "document",
				"enthealth", "establishment", "http", "identity", "page", "people", "plan", "preview", "recognition",
				"schoolfile", "security", "session", "settings", "store", "suspension", "upload", "version", "whatif" })
package fr.passerelle.gateway.console;
