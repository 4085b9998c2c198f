/**
 * Changes of an establishment's configuration that wait for their day, e.g. the start of
 * the school year. Start reading at {@code Plans}. Knows what is planned and applies it;
 * {@code document} knows what a document means, and {@code version} makes the version.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "account", "actor", "audit", "document", "establishment", "http", "version" })
package fr.passerelle.gateway.plan;
