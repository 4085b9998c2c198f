/**
 * Whether the ENTs answer: their state from real logins and a light probe, and the
 * diagnosis that says step by step what is wrong with one. An ENT is a server with its
 * trust, however many establishments use it.
 *
 * <p>
 * Start reading at {@code EntStates} and {@code Diagnoses}. Refuses to know CAS, HTTP
 * clients and pages: {@link fr.passerelle.gateway.entstate.EntLine} is the line to an ENT
 * that the protocol's package lends.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "establishment", "http", "identity",
		"login", "network", "periodic", "settings" })
package fr.passerelle.gateway.entstate;
