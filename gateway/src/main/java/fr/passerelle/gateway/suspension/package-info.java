/**
 * Addresses that guess passwords: the rules by which one is suspended, the count of wrong
 * attempts, visitors' and administrators' apart, and the release. Start reading at
 * {@code Suspensions}; {@link fr.passerelle.gateway.suspension.RulesInEffect} holds the
 * rules. Refuses to know where the password was typed and whether it was right.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "actor", "audit", "establishment", "http", "people", "settings" })
package fr.passerelle.gateway.suspension;
