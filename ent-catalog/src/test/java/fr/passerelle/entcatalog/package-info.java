/**
 * Tests of the catalogue: of its data, of its rules, and of the reader. The corpus
 * {@code invalid/} has one small catalogue per rule, whose last lines say which faults
 * are expected.
 */
@NullMarked
package fr.passerelle.entcatalog;

import org.jspecify.annotations.NullMarked;
