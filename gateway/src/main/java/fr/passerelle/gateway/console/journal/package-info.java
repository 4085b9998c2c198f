/**
 * Journal: the audit trail, searched, shown and exported as a file.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.journal;
