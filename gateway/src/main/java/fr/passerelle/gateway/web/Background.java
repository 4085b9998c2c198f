package fr.passerelle.gateway.web;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Tells a person's navigation from a page's background request, which must never be sent
 * to an ENT and never becomes the address to return to (contract, Login 1).
 */
public final class Background {

	private Background() {
	}

	/** Whether a page, not a person, made this request. */
	public static boolean isBackground(VisitorRequest request) {
		String mode = request.header("Sec-Fetch-Mode");
		if (mode != null && !mode.equals("navigate")) {
			return true;
		}
		return request.header("X-Requested-With") != null || !acceptsHtml(request.header("Accept"));
	}

	/** Whether HTML is welcome; a client that names no type takes what comes. */
	public static boolean acceptsHtml(@Nullable String accept) {
		if (accept == null || accept.isBlank()) {
			return true;
		}
		String types = accept.toLowerCase(Locale.ROOT);
		return types.contains("text/html") || types.contains("application/xhtml+xml") || types.contains("*/*")
				|| types.contains("text/*");
	}

}
