/**
 * JMH benchmarks of the hot path's pieces that are public. Those of package-private
 * classes are in {@code proxy}, {@code cas} and {@code version}, the gateway's own
 * packages, so that no class becomes public for a measurement.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.bench.pieces;
