package fr.passerelle.gateway.api;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/**
 * The one form of paging: {@code page} from 0 and {@code size}.
 */
final class Pages {

	private static final int MAX_PAGES = 100_000;

	private Pages() {
	}

	/**
	 * Says how many fit, and the way to the next page if there is one.
	 * @param pageless the address with its other parameters, up to {@code ?} at least
	 */
	static void head(ResponseEntity.BodyBuilder answer, long total, int page, int size, String pageless) {
		answer.header("Passerelle-Total", Long.toString(total));
		if ((page + 1L) * size < total) {
			String glue = pageless.endsWith("?") ? "" : "&";
			answer.header(HttpHeaders.LINK,
					"<" + pageless + glue + "page=" + (page + 1) + "&size=" + size + ">; rel=\"next\"");
		}
	}

	static void check(int page, int size, int maxSize) {
		if (page < 0 || page > MAX_PAGES || size < 1 || size > maxSize) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"page is at least 0, and size from 1 to " + maxSize);
		}
	}

}
