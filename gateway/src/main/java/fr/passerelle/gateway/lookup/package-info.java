/**
 * How names of hosts become addresses, for every client of the program. Start reading at
 * {@link fr.passerelle.gateway.lookup.HostLookup}. Knows no ENT and no application.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "http")
package fr.passerelle.gateway.lookup;
