/**
 * The server as a JUnit extension. It uses the engine; the engine does not use it.
 */
@NullMarked
package fr.passerelle.mockcas.junit;

import org.jspecify.annotations.NullMarked;
