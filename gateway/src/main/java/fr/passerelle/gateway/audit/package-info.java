/**
 * The append-only trail of what happened, by the reference that error pages show.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "establishment")
package fr.passerelle.gateway.audit;
