/**
 * The screen Gestion des identités: who came through an ENT, who that is here, and
 * linking by hand.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.identities;
