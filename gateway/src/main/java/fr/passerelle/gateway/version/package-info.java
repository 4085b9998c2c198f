/**
 * The versions of each establishment's document: the store, the version in force, the
 * history, changes that do not overwrite one another, and the directory that requests
 * read. Start reading at {@code Establishments}, which makes the changes; {@code History}
 * reads the versions. Does not know who may change what, except what belongs to the
 * platform.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "actor", "document", "establishment", "http", "network", "settings" })
package fr.passerelle.gateway.version;
