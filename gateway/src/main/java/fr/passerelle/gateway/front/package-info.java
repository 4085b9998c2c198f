/**
 * The front door: decides on every visitor's request by host, path, publication and
 * session, in this order, and hands over to the package that owns the next step. Start
 * reading at {@code FrontDoor}. Refuses to know protocols, stores of people and how a
 * login is judged.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "directlogin", "establishment", "halt",
		"http", "identity", "login", "logout", "network", "page", "proxy", "session", "settings", "store" })
package fr.passerelle.gateway.front;
