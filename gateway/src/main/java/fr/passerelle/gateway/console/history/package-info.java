/**
 * Historique: versions, what differs between them in plain words, the document in an
 * editor, changes that wait for their day, and conflicts between two people who changed
 * the same thing.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.history;
