/**
 * Measurements behind decisions, and of the whole program.
 * {@link fr.passerelle.bench.Bench} names them. The numbers are ratios within one run,
 * because machines differ, and so do the hours of a shared one.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.bench;
