/**
 * Tests of the server, over HTTP where possible.
 */
@NullMarked
package fr.passerelle.mockcas;

import org.jspecify.annotations.NullMarked;
