/**
 * Which HTTP client carries requests to the applications best: the measurement of
 * docs/adr/0003.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.bench.clients;
