/**
 * Measurements behind decisions. Each is a main class that prints a table for its ADR.
 * The numbers are ratios within one run, because machines differ, and so do the hours of
 * a shared one.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.bench;
