/**
 * SAML 2 behind the delegation port, as a service provider: requests, verified answers,
 * single logout both ways, metadata in and out, keys. The only package that knows what a
 * SAML message means.
 *
 * <p>
 * Start reading at {@code SamlProtocol}, and at {@code ResponseJudge} for what an answer
 * must be. Signatures, encryption and strict parsing are {@code federation}'s. Refuses to
 * know people and pages.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "actor", "audit", "enthealth", "establishment",
		"federation", "files", "http", "login", "logout", "metadata", "page", "session", "settings", "version" })
package fr.passerelle.gateway.saml;
