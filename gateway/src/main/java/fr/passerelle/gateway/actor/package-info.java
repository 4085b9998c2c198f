/**
 * Who does something, from where and why: what services are told for the history and the
 * journal. Knows neither accounts nor requests; the security package fills it in.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package fr.passerelle.gateway.actor;
