/**
 * Sauvegardes: the backups of the whole store, and their restore.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.backups;
