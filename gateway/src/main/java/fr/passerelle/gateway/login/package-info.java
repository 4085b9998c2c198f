/**
 * The delegated login as a state machine over pending logins, and the port that a
 * protocol implements.
 *
 * <p>
 * Start reading at {@code LoginFlow}. {@code Entry} decides and opens the session,
 * {@code Arrival} answers, {@code LinkFlow} asks for a local password. Of the protocols
 * it knows, in {@code TicketCallback} and {@code ServiceTicket}, how a ticket comes back
 * in a page's address and which characters it may have.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "directlogin", "establishment", "http",
		"identity", "page", "people", "recognition", "session", "settings" })
package fr.passerelle.gateway.login;
