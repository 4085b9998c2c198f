/**
 * Carrying a request that may pass to the Espace application: header hygiene, signed
 * identity, streaming, WebSocket. Decides nothing about who may pass.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.proxy;
