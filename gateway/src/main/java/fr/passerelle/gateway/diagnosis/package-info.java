/**
 * The diagnosis of an ENT: finds step by step what is wrong, and tells the administrator
 * what to do about it.
 *
 * <p>
 * Start reading at {@code Diagnoses}. Does not know HTTP clients and pages:
 * {@link fr.passerelle.gateway.diagnosis.EntLine} is the line to an ENT that the
 * protocol's package lends.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "actor", "audit", "enthealth", "establishment",
		"federation", "http", "login", "network", "oidc", "settings" })
package fr.passerelle.gateway.diagnosis;
