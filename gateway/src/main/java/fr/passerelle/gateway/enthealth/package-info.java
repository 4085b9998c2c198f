/**
 * Whether the ENTs answer: the state of each, from real logins and a light probe. An ENT
 * is a server with its trust, which many establishments may use.
 *
 * <p>
 * Start reading at {@code EntStates}. Refuses to know HTTP clients and pages.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "actor", "establishment", "http", "login", "network", "settings", "version" })
package fr.passerelle.gateway.enthealth;
