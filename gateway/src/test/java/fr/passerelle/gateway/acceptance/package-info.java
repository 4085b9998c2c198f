/**
 * The whole gateway through its front door: a browser without a screen, two mock ENTs, an
 * echo application.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.acceptance;
