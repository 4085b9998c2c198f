package fr.passerelle.gateway.people;

/**
 * One thing that is wrong with a list of people.
 *
 * @param line where the row begins, counted from 1; 0 for the file itself
 * @param column the column's name; empty for the row or the file itself
 * @param message what is wrong and what would be accepted; never quotes a password
 */
record Fault(long line, String column, String message) {
}
