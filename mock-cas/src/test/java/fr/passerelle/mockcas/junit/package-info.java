/**
 * Tests, through the front door wherever there is one.
 */
@NullMarked
package fr.passerelle.mockcas.junit;

import org.jspecify.annotations.NullMarked;
