package fr.passerelle.gateway.proxy;

import java.util.Locale;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/**
 * Recognises the opening of a WebSocket (RFC 6455 §4) and where it comes from. Any other
 * upgrade is hop-by-hop and ends at the gateway.
 */
final class Handshake {

	static final HttpField UPGRADE = new HttpField(HttpHeader.UPGRADE, "websocket");

	static final HttpField CONNECTION = new HttpField(HttpHeader.CONNECTION, "Upgrade");

	private Handshake() {
	}

	static boolean isOpening(Request request) {
		return HttpMethod.GET.is(request.getMethod())
				&& request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
				&& !ClientBody.isThere(request) && isUpgrade(request.getHeaders());
	}

	/** Whether both headers of an upgrade to WebSocket are there. */
	static boolean isUpgrade(HttpFields headers) {
		return headers.contains(HttpHeader.UPGRADE, "websocket") && headers.contains(HttpHeader.CONNECTION, "upgrade");
	}

	/**
	 * Whether a page of the establishment itself opens it. Browsers send our cookies with
	 * a WebSocket that any other site opens, and no other rule of theirs stops it
	 * (cross-site WebSocket hijacking). A client that is no browser sends no origin.
	 */
	static boolean isFromOwnPage(Request request, String publicUrl) {
		for (String origin : request.getHeaders().getValuesList(HttpHeader.ORIGIN)) {
			if (!canonical(origin).equals(canonical(publicUrl))) {
				return false;
			}
		}
		return true;
	}

	private static String canonical(String origin) {
		String lower = origin.toLowerCase(Locale.ROOT);
		if (lower.startsWith("https://") && lower.endsWith(":443")) {
			return lower.substring(0, lower.length() - 4);
		}
		if (lower.startsWith("http://") && lower.endsWith(":80")) {
			return lower.substring(0, lower.length() - 3);
		}
		return lower;
	}

}
