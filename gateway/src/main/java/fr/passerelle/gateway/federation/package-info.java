/**
 * The signed XML of identity federations, read strictly: documents, signatures,
 * encryption, and the metadata in which a server tells its addresses and keys.
 *
 * <p>
 * Start reading at {@code StrictDom} and {@code SignedElement}. A caller reads nothing
 * but the element whose signature was just checked. Refuses to know logins, schools and
 * how a message travels.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package fr.passerelle.gateway.federation;
