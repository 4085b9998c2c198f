/**
 * Journal: what happened, searched, read and taken away as a file.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.journal;
