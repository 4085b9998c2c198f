/**
 * What providers of identities tell of themselves in documents: fetched away from the
 * visitors' threads, kept over a restart, fetched again. A protocol says where its
 * documents are and what they mean.
 *
 * <p>
 * Start reading at {@code KeptDocuments}. Refuses to know what is in a document.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "enthealth", "establishment", "files" })
package fr.passerelle.gateway.metadata;
