/**
 * How a session ends at the visitor's wish: by the logout page here, or by the ENT's
 * single logout. Start reading at {@code Logout} or {@code SingleLogout}. Refuses to know
 * servers and how a login began.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "audit", "establishment", "http", "identity", "login", "page", "session" })
package fr.passerelle.gateway.logout;
