package fr.passerelle.gateway.establishment;

import org.jspecify.annotations.Nullable;

/**
 * The data plane's one look-up: an establishment by the request's host, or by its code
 * where a login under way names it. In memory, without a lock; a new version is visible
 * to the next request.
 */
public interface EstablishmentDirectory {

	/**
	 * Finds an establishment.
	 * @param authority the request's host and port as sent, e.g.
	 * {@code 0330001a.example.fr} or {@code localhost:8080}
	 * @return the establishment; null where no {@code publicUrl} has this host
	 */
	@Nullable Establishment byHost(String authority);

	/** The establishment of a code; null where there is none. */
	@Nullable Establishment byUai(Uai uai);

}
