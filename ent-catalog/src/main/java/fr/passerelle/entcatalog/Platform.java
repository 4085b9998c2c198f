package fr.passerelle.entcatalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The software that several ENTs run on, and what is true for all of them.
 *
 * @param fields its place in the file, for faults
 * @param id its key
 * @param name its shown name
 * @param upstreamLogin what people meet behind its login page
 * @param selectors the parameters that spare its page of choices
 * @param defaults what it releases about people
 */
record Platform(Fields fields, String id, String name, @Nullable String upstreamLogin, List<Selector> selectors,
		PlatformDefaults defaults) {
}
