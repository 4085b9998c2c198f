/**
 * Tests of the JUnit extension and of the README's examples.
 */
@NullMarked
package fr.passerelle.mockcas.junit;

import org.jspecify.annotations.NullMarked;
