/**
 * Rapprochement: finds out which of the establishment's own people a person is whom an
 * ENT vouches for. Owns the links between the two and the list of people who came and
 * were not recognised. Start reading at {@code Rapprochement}. Refuses to know which
 * Espaces are open to a person, and how the person signed in.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "actor", "audit", "document", "establishment",
		"http", "identity", "people", "version" })
package fr.passerelle.gateway.recognition;
