/** Benchmarks of what an ENT sends, beside the gateway's own package-private classes. */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.cas;
