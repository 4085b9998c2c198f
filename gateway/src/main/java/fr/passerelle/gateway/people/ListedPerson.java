package fr.passerelle.gateway.people;

import java.util.List;

/**
 * A person with their family, as lists show them.
 *
 * @param person who
 * @param family guardians first, each by identifiant
 */
public record ListedPerson(Person person, List<FamilyMember> family) {
}
