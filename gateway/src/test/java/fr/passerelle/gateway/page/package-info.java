/**
 * Looks at every page as a program can: its structure, its words, its colours, its
 * headers.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.page;
