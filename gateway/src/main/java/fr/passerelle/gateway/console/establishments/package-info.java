/**
 * Établissements: the list, searched in the store, and how one comes and goes.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.establishments;
