package fr.passerelle.gateway.schoolfile;

/**
 * One thing that is wrong with a file.
 *
 * @param file its name
 * @param line counted from 1; 0 for the file itself
 * @param column the column's or the element's name; empty for the row or the file itself
 * @param message what is wrong and what would be accepted
 */
public record FileFault(String file, long line, String column, String message) {
}
