/**
 * The program's own settings, refused at start when unknown or unusable.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.settings;
