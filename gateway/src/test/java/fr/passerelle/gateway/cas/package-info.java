/**
 * Tests of the CAS family: readers against the shared corpora and mutations of them, the
 * transport against servers that misbehave on the socket.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.cas;
