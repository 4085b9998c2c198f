/**
 * The proxy seen from both sides: a client that says anything and an application that
 * answers anything, byte for byte.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.proxy;
