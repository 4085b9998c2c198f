/**
 * The append-only trail of what happened, by the reference that error pages show.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "actor", "document", "establishment", "halt",
		"http", "people", "settings", "store", "version" })
package fr.passerelle.gateway.audit;
