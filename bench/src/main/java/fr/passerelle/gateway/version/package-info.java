/**
 * Benchmarks of the school of a host, beside the gateway's own package-private classes.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.version;
