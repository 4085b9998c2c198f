/**
 * Personnes: the school's list, one person, and imports of the school's files.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.people;
