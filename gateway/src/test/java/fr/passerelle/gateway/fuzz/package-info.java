/**
 * Input that is nearly right, for the parsers' own tests. Knows no parser.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.fuzz;
