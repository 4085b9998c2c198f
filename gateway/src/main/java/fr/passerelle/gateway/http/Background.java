package fr.passerelle.gateway.http;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Tells a person's navigation from a page's background request, which must never be sent
 * to an ENT and never becomes the address to return to (contract, Login 7).
 */
public final class Background {

	/**
	 * Headers by which a browser says that it loads a page before its user asks for it. A
	 * browser that is refused asks again when the user does.
	 */
	private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Moz");

	private Background() {
	}

	/** Whether a page, not a person, made this request. */
	public static boolean isBackground(VisitorRequest request) {
		boolean saysNavigation = "navigate".equals(request.header("Sec-Fetch-Mode"));
		return isForPrograms(request) || isAhead(request) || !acceptsHtml(request.header("Accept"), saysNavigation);
	}

	/**
	 * Whether a program reads the answer, which has no use for a page. A client that
	 * accepts anything is shown a page.
	 */
	public static boolean isForPrograms(VisitorRequest request) {
		String mode = request.header("Sec-Fetch-Mode");
		return (mode != null && !mode.equals("navigate")) || request.header("X-Requested-With") != null
				|| !acceptsHtml(request.header("Accept"), true);
	}

	private static boolean isAhead(VisitorRequest request) {
		return PURPOSES.stream()
			.map(request::header)
			.anyMatch((purpose) -> purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch"));
	}

	/**
	 * Whether HTML is welcome. A client that names no type accepts every type. Every
	 * browser's navigation names HTML. Scripts, images and style sheets are asked for
	 * with the bare wildcard, also in browsers that send no {@code Sec-Fetch-Mode} yet
	 * (Safari before 16.4), so it counts only where the browser says that it navigates.
	 */
	private static boolean acceptsHtml(@Nullable String accept, boolean byWildcard) {
		if (accept == null || accept.isBlank()) {
			return true;
		}
		for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
			String[] parts = range.split(";", -1);
			String type = parts[0].strip();
			boolean html = type.equals("text/html") || type.equals("application/xhtml+xml") || type.equals("text/*")
					|| (byWildcard && type.equals("*/*"));
			if (html && !isRefused(parts)) {
				return true;
			}
		}
		return false;
	}

	/** A quality of zero means that this type is not wanted. */
	private static boolean isRefused(String[] parts) {
		for (int i = 1; i < parts.length; i++) {
			if (parts[i].strip().matches("q=0(\\.0{0,3})?")) {
				return true;
			}
		}
		return false;
	}

}
