/**
 * The local form at {@code ?login=true}, its token, and the suspension of addresses that
 * guess.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.directlogin;
