/**
 * The local form at {@code ?login=true}, its token, and the suspension of addresses that
 * guess.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "establishment", "guard", "identity",
		"page", "refusal", "session", "settings", "web" })
package fr.passerelle.gateway.directlogin;
