/**
 * Sauvegardes: the backups of the whole store, and putting one back in service.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.backups;
