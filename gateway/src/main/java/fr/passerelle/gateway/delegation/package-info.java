/**
 * The delegated login as a state machine over pending logins, and the port that a
 * protocol implements. Knows no protocol.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.delegation;
