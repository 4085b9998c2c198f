/**
 * Établissements: the list, searched in the store, and creating and deleting an
 * establishment.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.establishments;
