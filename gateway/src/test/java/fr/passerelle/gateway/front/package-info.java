/**
 * Tests of the door's values; the door itself is tried from outside, in
 * {@code acceptance}.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.front;
