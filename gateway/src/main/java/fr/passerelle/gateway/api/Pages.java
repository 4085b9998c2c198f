package fr.passerelle.gateway.api;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The one form of paging: {@code page} from 0 and {@code size}.
 */
final class Pages {

	private static final int MAX_PAGES = 100_000;

	private Pages() {
	}

	static void check(int page, int size, int maxSize) {
		if (page < 0 || page > MAX_PAGES || size < 1 || size > maxSize) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"page is at least 0, and size from 1 to " + maxSize);
		}
	}

}
