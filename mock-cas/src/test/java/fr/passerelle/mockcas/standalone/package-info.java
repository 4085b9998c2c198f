/**
 * Tests, through the front door wherever there is one.
 */
@NullMarked
package fr.passerelle.mockcas.standalone;

import org.jspecify.annotations.NullMarked;
