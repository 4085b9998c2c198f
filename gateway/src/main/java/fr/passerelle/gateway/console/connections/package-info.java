/**
 * The screen Suivi des connexions: who is connected, live, and the incident switch.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.connections;
