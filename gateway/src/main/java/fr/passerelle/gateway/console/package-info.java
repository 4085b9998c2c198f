/**
 * The administrators' pages at {@code /console}: one sub-package for each screen, and
 * here the frame around them. Translates forms to calls on the packages that own things,
 * as the API does; decides nothing, and who may come in least of all.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "account", "actor", "audit", "backup",
		"connections", "diagnosis", "document", "enthealth", "establishment", "http", "identity", "people", "plan",
		"preview", "recognition", "security", "session", "settings", "store", "suspension", "version", "whatif" })
package fr.passerelle.gateway.console;
