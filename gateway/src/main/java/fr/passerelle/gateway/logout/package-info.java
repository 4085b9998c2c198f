/**
 * How a session ends at its owner's wish: the visitor's logout page, and the ENT's single
 * logout. Start reading at {@code Logout}. Refuses to know servers and how a login began.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "audit", "establishment", "http", "identity", "login", "page", "session" })
package fr.passerelle.gateway.logout;
