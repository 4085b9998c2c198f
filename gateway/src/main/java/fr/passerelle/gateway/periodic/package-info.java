/**
 * What happens by itself while the program runs. Owns the threads that do one thing every
 * so often; knows nothing of what they do.
 */
@NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "halt")
package fr.passerelle.gateway.periodic;

import org.jspecify.annotations.NullMarked;
