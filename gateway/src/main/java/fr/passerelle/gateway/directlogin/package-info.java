/**
 * The local form at {@code ?login=true}, its token, and the suspension of addresses that
 * guess.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "audit", "establishment", "guard", "http",
		"identity", "page", "refusal", "session", "settings" })
package fr.passerelle.gateway.directlogin;
