/**
 * Carrying a request that may pass to the Espace application: header hygiene, signed
 * identity, streaming, WebSocket. Decides nothing about who may pass, knows no page and
 * no login; a request comes here with its path, its session and its application already
 * decided ({@link fr.passerelle.gateway.proxy.Passage}).
 *
 * <pre>
 * ReverseProxy ─► PassedHeaders + IdentityHeaders ─► Exchange ─► ClientBody up, Delivery down
 *             └─► Handshake (WebSocket) ───────────► Tunnel
 * </pre>
 *
 * Nothing here blocks a thread: both bodies and both directions of a tunnel move only as
 * fast as the slower side takes them.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "establishment", "files", "http", "identity",
		"lookup", "network", "session", "settings" })
package fr.passerelle.gateway.proxy;
