/**
 * The program's own settings, refused at start when unknown or unusable.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package fr.passerelle.gateway.settings;
