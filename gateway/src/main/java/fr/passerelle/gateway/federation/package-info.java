/**
 * The signed XML of identity federations, read strictly: documents, signatures,
 * encryption, the metadata in which a server tells its addresses and keys, and the
 * threads on which messages are judged.
 *
 * <p>
 * Start reading at {@code StrictDom} and {@code SignedElement}. A caller reads nothing
 * but the element whose signature was just checked. Refuses to know logins, schools and
 * how a message travels.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "settings")
package fr.passerelle.gateway.federation;
