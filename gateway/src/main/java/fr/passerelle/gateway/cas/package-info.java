/**
 * The CAS family behind the delegation port: login links, validation over our own
 * transport and strict parsers, logout messages. The only package that knows a CAS
 * element by name.
 *
 * <p>
 * Start reading at {@code CasProtocol}. A {@code Dialect} says what to ask and reads the
 * answer's bytes; {@code ValidationTransport} carries them and knows no dialect. What an
 * ENT may do wrong, and what becomes of it, stands in the corpora of
 * {@code src-test-resources}. Refuses to know sessions, people and pages.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "diagnosis", "enthealth", "establishment",
		"http", "identity", "login", "lookup", "network", "settings", "whatif" })
package fr.passerelle.gateway.cas;
