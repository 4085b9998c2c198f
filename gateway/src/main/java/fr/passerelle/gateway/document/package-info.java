/**
 * The configuration document of an establishment as text and tree: parses it, orders it,
 * reads it strictly, edits it, compares and merges two. Start reading at
 * {@code ConfigurationDocument} and {@code DocumentReader}. Refuses to know stores and
 * who changes a document.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "establishment", "network" })
package fr.passerelle.gateway.document;
