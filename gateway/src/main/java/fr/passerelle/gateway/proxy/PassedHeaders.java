package fr.passerelle.gateway.proxy;

import java.util.Set;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.session.GatewaySession;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Header hygiene, both ways. Towards the application, the client's headers are filtered
 * first, and then all of our own headers are set, always: nothing that the client names
 * in {@code Connection} can take one away again (CVE-2025-48865) and none that we leave
 * out lets the client's through (CVE-2026-30851).
 */
final class PassedHeaders {

	private static final HttpField PRIVATE = new HttpField(HttpHeader.CACHE_CONTROL, "private");

	private final IdentityHeaders identity;

	PassedHeaders(IdentityHeaders identity) {
		this.identity = identity;
	}

	/** Fills the headers of a request to the application. */
	void toApplication(HttpFields client, Passage passage, HttpFields.Mutable upstream) {
		Set<String> named = HeaderNames.namedByConnection(client);
		for (HttpField field : client) {
			if (!HeaderNames.endsRequest(field) && !named.contains(field.getLowerCaseName())) {
				addRequestField(field, upstream);
			}
		}
		// No Via: web servers in front of applications stop compressing when they see
		// one.
		Establishment establishment = passage.establishment();
		String publicUrl = establishment.publicUrl();
		int authority = publicUrl.indexOf("://");
		upstream.put(HttpHeader.HOST, passage.upstream().getRawAuthority());
		upstream.put(HttpHeader.X_FORWARDED_PROTO, publicUrl.substring(0, authority));
		upstream.put(HttpHeader.X_FORWARDED_HOST, publicUrl.substring(authority + 3));
		upstream.put(HttpHeader.X_FORWARDED_FOR, passage.clientAddress());
		GatewaySession session = passage.session();
		if (session != null) {
			this.identity.of(session, publicUrl).forEach(upstream::put);
		}
	}

	private static void addRequestField(HttpField field, HttpFields.Mutable upstream) {
		if (field.getHeader() != HttpHeader.COOKIE || field.getValue() == null) {
			upstream.add(field);
			return;
		}
		String kept = CookieHygiene.without(field.getValue());
		if (kept != null) {
			upstream.add(kept.equals(field.getValue()) ? field : new HttpField(HttpHeader.COOKIE, kept));
		}
	}

	/**
	 * Fills the headers of an answer to the client. An application's own rule about
	 * caching is kept. If it has none for a page made for one person, no shared cache may
	 * give that page to another.
	 */
	void toClient(HttpFields upstream, Passage passage, HttpFields.Mutable client) {
		Set<String> named = HeaderNames.namedByConnection(upstream);
		for (HttpField field : upstream) {
			if (!HeaderNames.endsResponse(field) && !named.contains(field.getLowerCaseName()) && !isOurCookie(field)) {
				addResponseField(OwnOrigins.shown(field, passage), client);
			}
		}
		if (passage.session() != null && !upstream.contains(HttpHeader.CACHE_CONTROL)) {
			client.put(PRIVATE);
		}
	}

	private static boolean isOurCookie(HttpField field) {
		return field.getHeader() == HttpHeader.SET_COOKIE && field.getValue() != null
				&& CookieHygiene.isOurs(field.getValue());
	}

	/**
	 * The server has already set a date and perhaps its name, the front door how long
	 * this host is asked over TLS alone: the application's own values replace them.
	 */
	private static void addResponseField(HttpField field, HttpFields.Mutable client) {
		if (field.getHeader() == HttpHeader.DATE || field.getHeader() == HttpHeader.SERVER
				|| field.getHeader() == HttpHeader.STRICT_TRANSPORT_SECURITY) {
			client.put(field);
		}
		else {
			client.add(field);
		}
	}

}
