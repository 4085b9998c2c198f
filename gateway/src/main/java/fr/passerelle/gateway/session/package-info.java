/**
 * The gateway's own sessions: one for each Espace entered, their ends, and the ticket
 * that opened each. Knows no request and no cookie.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.session;
