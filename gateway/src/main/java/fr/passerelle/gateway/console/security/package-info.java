/**
 * The screen Sécurité: suspended addresses, trusted networks and thresholds, for the
 * platform; and what was suspended at one establishment, for its own administrators.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.security;
