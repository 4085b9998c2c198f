package fr.passerelle.gateway.http;

import java.util.Locale;

/**
 * Tells a form that one of our own pages sent from one that another site made the browser
 * send. Cookies alone do not tell: {@code SameSite} lets browsers send them with forms of
 * a neighbouring host of the same domain, often another school's.
 */
public final class FormOrigin {

	private FormOrigin() {
	}

	/**
	 * Whether a browser says that the form is on a page elsewhere. Our pages name no
	 * referrer, which makes some browsers send {@code Origin: null}: that alone proves
	 * nothing. A client that is no browser sends none of these headers.
	 * @param request the posted form's
	 * @param publicUrl the establishment's own origin
	 */
	public static boolean isForeign(VisitorRequest request, String publicUrl) {
		String site = request.header("Sec-Fetch-Site");
		if (site != null && !site.equals("same-origin") && !site.equals("none")) {
			return true;
		}
		String origin = request.header("Origin");
		return origin != null && !origin.equals("null") && !normal(origin).equals(normal(publicUrl));
	}

	/** Letter case aside, and without the port that the scheme has anyway. */
	private static String normal(String origin) {
		String lower = origin.strip().toLowerCase(Locale.ROOT);
		String port = lower.startsWith("https:") ? ":443" : ":80";
		return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
	}

}
