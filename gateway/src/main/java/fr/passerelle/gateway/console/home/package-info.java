/**
 * Accueil: how an establishment is at this moment, and what wants looking after.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.home;
