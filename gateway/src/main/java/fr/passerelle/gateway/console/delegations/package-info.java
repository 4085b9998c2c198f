/**
 * Déléguer l'authentification: the list of delegations, the form of one, the matrix of
 * Espaces, and the preview that every change passes before it is applied.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.delegations;
