/**
 * Rapprochement: which of the establishment's own people somebody is whom an ENT vouches
 * for. Owns the links between the two and the list of those who came and were not
 * recognised; refuses to know what is open to whom, and how anybody signed in.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "actor", "audit", "document", "establishment",
		"http", "identity", "people", "version" })
package fr.passerelle.gateway.recognition;
