/**
 * The server as a command: {@code java -jar mock-cas.jar}. It is the only package that
 * writes to the terminal.
 */
@NullMarked
package fr.passerelle.mockcas.standalone;

import org.jspecify.annotations.NullMarked;
