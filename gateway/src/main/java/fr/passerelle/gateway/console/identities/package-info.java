/**
 * The screen Gestion des identités: the people who came through an ENT, their records
 * here, and linking by hand.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.identities;
