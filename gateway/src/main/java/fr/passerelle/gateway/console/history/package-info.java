/**
 * Historique: versions, what differs between them in plain words, the document in an
 * editor, planned changes, and conflicts between two administrators who changed the same
 * place.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.history;
