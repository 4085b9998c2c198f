/**
 * Paramètres de publication: which Espace is published at which addresses, and the switch
 * over all of them.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.publication;
