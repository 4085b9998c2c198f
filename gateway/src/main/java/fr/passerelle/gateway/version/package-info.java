/**
 * The versions of each establishment's document: the store of them, the one in force, its
 * history, changes that lose no other's change, and the directory that requests read.
 * Start reading at {@code Establishments}. Refuses to know who may change what.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "actor", "document", "establishment", "http", "network", "settings" })
package fr.passerelle.gateway.version;
