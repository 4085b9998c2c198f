/**
 * The ENTs of France as data, and the reader of that data.
 * <p>
 * Owns the form of the catalogue, its rules, the bundled copy and the search in it.
 * Refuses to know how a login runs, who chose which ENT, and where an administrator typed
 * what: {@link fr.passerelle.entcatalog.EntCatalog} hands out immutable values, and a
 * caller keeps its own resolved copy. Needs no framework and writes no log: every fault
 * is in the exception.
 * <p>
 * Start reading at {@link fr.passerelle.entcatalog.EntCatalog}; the way of a file is
 * {@code CatalogFiles} (bytes) to {@code YamlParser} (nodes) to {@code CatalogReader}
 * (fields, faults) to {@code CatalogAssembly} (rules between entries) to
 * {@code LoadedCatalog}.
 */
@NullMarked
package fr.passerelle.entcatalog;

import org.jspecify.annotations.NullMarked;
