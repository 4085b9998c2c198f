/**
 * The whole gateway against a CAS server that nobody here wrote: Apereo's, in a process
 * of its own. Knows the gateway by its addresses only.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.realcas;
