/**
 * Who is connected to an establishment, as an administrator sees it, and how they end
 * that. Start reading at {@link fr.passerelle.gateway.connections.Connections}; knows no
 * HTTP, and of a session no secret and no ticket.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "actor", "audit", "establishment", "http", "identity", "people", "session", "version" })
package fr.passerelle.gateway.connections;
