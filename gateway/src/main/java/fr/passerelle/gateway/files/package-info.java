/**
 * Files and folders that only the program's user may read, written in one step. Start
 * reading at {@code PrivateFiles}. Refuses to know what is in them.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package fr.passerelle.gateway.files;
