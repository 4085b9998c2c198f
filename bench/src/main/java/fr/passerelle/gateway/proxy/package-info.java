/**
 * Benchmarks of the headers of a page, beside the gateway's own package-private classes.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.proxy;
