/**
 * Rules of the code that a reader would otherwise have to remember.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.architecture;
