/**
 * What a school publishes and how each Espace is entered: the configuration document, its
 * versions, and the immutable values the data plane reads. Knows no HTTP and no session.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "http", "network", "periodic", "settings" })
package fr.passerelle.gateway.establishment;
