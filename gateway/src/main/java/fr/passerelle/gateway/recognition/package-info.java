/**
 * Rapprochement: finds the establishment's person for a login that an ENT vouches for.
 * Owns the links between the two and the list of people who came and were not recognised.
 * Start reading at {@code Rapprochement}. Does not know which Espaces are open to a
 * person, nor how the person signed in.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "actor", "audit", "document", "establishment",
		"http", "identity", "people", "settings", "version" })
package fr.passerelle.gateway.recognition;
