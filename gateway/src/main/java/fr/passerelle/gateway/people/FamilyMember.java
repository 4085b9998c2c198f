package fr.passerelle.gateway.people;

import org.jspecify.annotations.Nullable;

/**
 * A person as one of another person's family.
 *
 * @param identifiant of the member
 * @param isGuardian whether the member is the guardian, else the child
 * @param legalRank 1 or 2; null where the file does not tell it
 */
public record FamilyMember(String identifiant, boolean isGuardian, @Nullable Integer legalRank) {
}
