package fr.passerelle.gateway.people;

import org.jspecify.annotations.Nullable;

/**
 * One link of a guardian and a child in the store.
 *
 * @param guardian the guardian's key
 * @param child the child's key
 * @param legalRank 1 or 2; null where the file does not tell it
 */
record FamilyRow(String guardian, String child, @Nullable Integer legalRank) {
}
