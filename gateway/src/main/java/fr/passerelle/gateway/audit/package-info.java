/**
 * The append-only trail of what happened, by the reference that error pages show.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "establishment", "halt", "http", "settings", "store" })
package fr.passerelle.gateway.audit;
