/**
 * Measurements behind decisions. Each is a main class that prints a table for its ADR;
 * numbers are ratios within one run, because no two machines, and no two hours of a
 * shared one, are alike.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.bench;
