/**
 * Tests of the command line.
 */
@NullMarked
package fr.passerelle.mockcas.standalone;

import org.jspecify.annotations.NullMarked;
