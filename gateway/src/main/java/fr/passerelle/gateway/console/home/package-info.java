/**
 * Accueil: the present state of an establishment, and its problems.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.home;
