package fr.passerelle.gateway.people;

/**
 * What an import did. People whom the list leaves out stay as they are and are not
 * counted.
 *
 * @param added people who were not known
 * @param changed people of whom anything is different now, the password included
 * @param unchanged people who were known exactly so
 */
public record ImportReport(int added, int changed, int unchanged) {
}
