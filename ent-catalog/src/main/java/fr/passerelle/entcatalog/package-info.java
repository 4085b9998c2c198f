/**
 * The ENTs of France as data, and the reader of that data.
 * <p>
 * Owns the form of the catalogue, its rules, the bundled copy and the search in it. Does
 * not know how a login works or which ENT an administrator chose:
 * {@link fr.passerelle.entcatalog.EntCatalog} returns immutable values, and a caller
 * keeps its own resolved copy. Needs no framework and writes no log: every fault is in
 * the exception.
 * <p>
 * Start reading at {@link fr.passerelle.entcatalog.EntCatalog}; a file goes from
 * {@code CatalogFiles} (bytes) to {@code YamlParser} (nodes) to {@code CatalogReader}
 * (fields, faults) to {@code CatalogAssembly} (rules between entries) to
 * {@code LoadedCatalog}.
 */
@NullMarked
package fr.passerelle.entcatalog;

import org.jspecify.annotations.NullMarked;
