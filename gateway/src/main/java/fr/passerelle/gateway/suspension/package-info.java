/**
 * The rules by which addresses that guess passwords are suspended: thresholds and trusted
 * networks, changed while the program runs. Counts nothing itself. Begins at
 * {@link fr.passerelle.gateway.suspension.RulesInEffect}.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "http", "periodic", "settings" })
package fr.passerelle.gateway.suspension;
