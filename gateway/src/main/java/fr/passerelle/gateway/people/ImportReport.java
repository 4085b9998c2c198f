package fr.passerelle.gateway.people;

/**
 * What an import did. People whom the list leaves out stay as they are and are not
 * counted.
 *
 * @param added people who were not known
 * @param changed people with any change, the password included
 * @param unchanged people without a change
 */
public record ImportReport(int added, int changed, int unchanged) {
}
