/**
 * The CAS family behind the delegation port: login links, validation over our own
 * transport and strict parsers, logout messages. The only package that knows a CAS
 * element by name.
 *
 * <p>
 * Start reading at {@code CasProtocol}. A {@code Dialect} says what to ask and reads the
 * answer's bytes; {@code ValidationTransport} carries them and knows no dialect. The
 * corpora of {@code src-test-resources} list what an ENT may do wrong, with the outcome
 * of each. Reports to {@code enthealth} what each validation showed of its ENT. Refuses
 * to know sessions, people and pages.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "diagnosis", "enthealth", "establishment",
		"http", "identity", "login", "lookup", "metadata", "network", "settings", "whatif" })
package fr.passerelle.gateway.cas;
