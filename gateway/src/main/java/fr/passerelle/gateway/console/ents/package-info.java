/**
 * The ENTs: how they are, what is wrong with one, and what would come of a login.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.ents;
