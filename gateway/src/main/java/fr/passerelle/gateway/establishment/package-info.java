/**
 * What a school publishes and how each Espace is entered: the configuration document, its
 * versions, and the immutable values the data plane reads. Knows no HTTP and no session.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "network", "periodic", "settings", "web" })
package fr.passerelle.gateway.establishment;
