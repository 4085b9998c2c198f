/**
 * The ENTs: their states, the diagnosis of one, and the simulation of a login.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.ents;
