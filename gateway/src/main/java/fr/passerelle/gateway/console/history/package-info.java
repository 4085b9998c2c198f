/**
 * Historique: versions, what differs between them in plain words, the document in an
 * editor, changes that wait for their day, and what is done when two people changed the
 * same thing at once.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.history;
