/**
 * Turning what an ENT says of a person into who may enter, and the establishment's own
 * people. Refuses to know how the ENT said it.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "establishment", "http" })
package fr.passerelle.gateway.identity;
