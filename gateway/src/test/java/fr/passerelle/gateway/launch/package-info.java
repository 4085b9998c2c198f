/**
 * The start script, with a Java that only writes down how it was called.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.launch;
