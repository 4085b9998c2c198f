/**
 * The configuration document of an establishment: parses, orders, strictly reads and
 * edits one document, and compares and merges two. Start reading at
 * {@code ConfigurationDocument} and {@code DocumentReader}. Does not know the store, nor
 * who changes a document.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "establishment", "federation", "network" })
package fr.passerelle.gateway.document;
