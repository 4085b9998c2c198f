/**
 * Changes of an establishment's configuration that wait for their day, e.g. the start of
 * the school year. Knows what is planned and settles it; what a document means and how a
 * version is made is {@code establishment}'s.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "account", "actor", "audit", "document", "establishment", "http", "version" })
package fr.passerelle.gateway.plan;
