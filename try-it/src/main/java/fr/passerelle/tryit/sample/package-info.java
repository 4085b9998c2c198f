/**
 * A sample of what stands behind the gateway: an Espace application that believes the
 * {@code Passerelle-*} headers as far as their signature goes, and shows what it was
 * told. On the JDK alone, so that whoever writes such an application can read all that it
 * takes.
 */
@NullMarked
package fr.passerelle.tryit.sample;

import org.jspecify.annotations.NullMarked;
