/**
 * OpenID Connect behind the delegation port, as a relying party: the code flow, ID
 * tokens, userinfo, logout both ways, the client's secrets. The only package that knows
 * what a token means.
 *
 * <p>
 * Start reading at {@code OidcProtocol}, and at {@code TokenJudge} for what an ID token
 * must be. Messages and token rules are the SDK's (ADR 0017); what it would send goes
 * over {@code login.ProviderLine}. Refuses to know people and pages of Espaces.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "actor", "audit", "enthealth", "establishment",
		"files", "http", "login", "logout", "metadata", "page", "session", "settings", "version" })
package fr.passerelle.gateway.oidc;
