/**
 * Who a visitor is and which Espaces are open to them: what an ENT released, its
 * profiles, and the admission. Start reading at {@code Admission}. Refuses to know how
 * the ENT said it.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "establishment", "people" })
package fr.passerelle.gateway.identity;
