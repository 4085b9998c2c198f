/**
 * Files that come in forms, read part by part as they come. Refuses to know what is in
 * them.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package fr.passerelle.gateway.upload;
