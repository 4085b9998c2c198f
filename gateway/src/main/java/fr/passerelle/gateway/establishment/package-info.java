/**
 * What a school publishes and how each Espace is entered, as immutable values that
 * requests read. Start reading at {@code Establishment}. Refuses to know documents,
 * versions, stores and sessions.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package fr.passerelle.gateway.establishment;
