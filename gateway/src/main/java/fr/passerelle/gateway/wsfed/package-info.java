/**
 * WS-Federation for browsers behind the delegation port, as a relying party: requests,
 * verified tokens, sign-out both ways, metadata in. The only package that knows what a
 * message of WS-Federation means.
 *
 * <p>
 * Start reading at {@code WsFederationProtocol}, and at {@code TokenJudge} for what a
 * token must be. Signatures and strict parsing are {@code federation}'s. Refuses to know
 * people and pages.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "enthealth", "establishment", "federation",
		"http", "identity", "login", "metadata", "session", "settings", "version" })
package fr.passerelle.gateway.wsfed;
