/**
 * A trial of everything in one command: the gateway as a school runs it, two mock ENTs, a
 * sample Espace application, and addresses to open. Start reading at
 * {@link fr.passerelle.tryit.TryIt}.
 * <p>
 * It knows the gateway only from outside: its jar, its settings, its documents and its
 * API.
 */
@NullMarked
package fr.passerelle.tryit;

import org.jspecify.annotations.NullMarked;
