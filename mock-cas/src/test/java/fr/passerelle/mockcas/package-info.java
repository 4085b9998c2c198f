/**
 * Tests, through the front door wherever there is one.
 */
@NullMarked
package fr.passerelle.mockcas;

import org.jspecify.annotations.NullMarked;
