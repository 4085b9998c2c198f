/**
 * How names of hosts become addresses, for every client of the program: begins at
 * {@link fr.passerelle.gateway.lookup.HostLookup}. Knows no ENT and no application.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "web")
package fr.passerelle.gateway.lookup;
