/**
 * The server as a JUnit extension. Knows the engine; the engine does not know it.
 */
@NullMarked
package fr.passerelle.mockcas.junit;

import org.jspecify.annotations.NullMarked;
