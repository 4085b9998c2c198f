package fr.passerelle.gateway.proxy;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.network.Authority;
import fr.passerelle.gateway.establishment.Establishment;
import org.eclipse.jetty.http.HttpField;

/**
 * Puts the establishment's {@code publicUrl} where an application names its own origin,
 * as web servers do that redirect to the {@code Host} they were asked for: visitors
 * cannot reach that address, and it must not become public. A field that names another
 * origin, or none, stays byte for byte.
 */
final class OwnOrigins {

	private static final Pattern ABSOLUTE = Pattern.compile("(?i)(?:(https?):)?//([^/?#\\\\]*)(.*)");

	/** Seconds, then an address, with or without its name and quotes. */
	private static final Pattern REFRESH = Pattern
		.compile("(?i)(\\s*[0-9.]*\\s*[;,\\s]\\s*(?:url\\s*=\\s*)?)([\"']?)([^\"']*)(.*)");

	private static final Pattern DOMAIN = Pattern.compile("(?i)\\s*domain\\s*=(.*)");

	private static final Pattern LAST_PORT = Pattern.compile(":[0-9]*$");

	private final String publicUrl;

	private final URI own;

	private final Set<URI> upstreams = new LinkedHashSet<>();

	private OwnOrigins(Passage passage) {
		Establishment establishment = passage.establishment();
		this.publicUrl = establishment.publicUrl();
		this.own = URI.create(this.publicUrl);
		this.upstreams.add(passage.upstream());
		this.upstreams.add(establishment.upstream());
		establishment.espaces().values().forEach((espace) -> this.upstreams.add(espace.upstream()));
	}

	/** The field as the visitor sees it; the same field where nothing changes. */
	static HttpField shown(HttpField field, Passage passage) {
		String value = field.getValue();
		if (value == null) {
			return field;
		}
		String shown = switch (field.getLowerCaseName()) {
			case "location", "content-location" -> new OwnOrigins(passage).address(value);
			case "refresh" -> new OwnOrigins(passage).refresh(value);
			case "set-cookie" -> new OwnOrigins(passage).cookie(value);
			default -> value;
		};
		return shown.equals(value) ? field : new HttpField(field.getHeader(), field.getName(), shown);
	}

	private String address(String value) {
		Matcher parts = ABSOLUTE.matcher(value);
		if (!parts.matches()) {
			return value;
		}
		String scheme = (parts.group(1) != null) ? parts.group(1).toLowerCase(Locale.ROOT) : "";
		String authority = parts.group(2).toLowerCase(Locale.ROOT);
		boolean isApplication = this.upstreams.stream()
			.anyMatch((upstream) -> isApplication(upstream, scheme, authority));
		return (isApplication || isOwnWithoutTls(scheme, authority)) ? this.publicUrl + parts.group(3) : value;
	}

	/**
	 * An application that believes {@code X-Forwarded-Proto} and not
	 * {@code X-Forwarded-Host} announces {@code https} for its own port.
	 */
	private boolean isApplication(URI upstream, String scheme, String authority) {
		String own = upstream.getScheme();
		if (scheme.isEmpty() || scheme.equals(own)) {
			return withPort(authority, own).equals(withPort(upstream.getRawAuthority(), own));
		}
		return scheme.equals(this.own.getScheme()) && upstream.getPort() > 0
				&& authority.equals(upstream.getRawAuthority().toLowerCase(Locale.ROOT));
	}

	/**
	 * The visitor's own host over HTTP, from an application that believes
	 * {@code X-Forwarded-Host} alone. Never the other way round: a redirect to TLS stays
	 * one.
	 */
	private boolean isOwnWithoutTls(String scheme, String authority) {
		if (!scheme.equals("http") || !this.own.getScheme().equals("https")) {
			return false;
		}
		String known = this.own.getRawAuthority().toLowerCase(Locale.ROOT);
		return authority.equals(known) || withPort(authority, "https").equals(withPort(known, "https"))
				|| (this.own.getPort() < 0 && authority.equals(known + ":80"));
	}

	private static String withPort(String authority, String scheme) {
		String lower = authority.toLowerCase(Locale.ROOT);
		if (lower.endsWith(":")) {
			lower = lower.substring(0, lower.length() - 1);
		}
		return LAST_PORT.matcher(lower).find() ? lower : lower + (scheme.equals("https") ? ":443" : ":80");
	}

	private String refresh(String value) {
		Matcher parts = REFRESH.matcher(value);
		return parts.matches() ? parts.group(1) + parts.group(2) + address(parts.group(3)) + parts.group(4) : value;
	}

	/**
	 * Takes a {@code Domain} away that browsers would refuse here, the application's own
	 * host and what is above it, and one that would send the cookie to a neighbouring
	 * school. The cookie is then the {@code publicUrl}'s alone.
	 */
	private String cookie(String value) {
		StringBuilder kept = new StringBuilder(value.length());
		for (String part : value.split(";", -1)) {
			Matcher domain = DOMAIN.matcher(part);
			boolean first = kept.isEmpty();
			if (first || !domain.matches() || !isTakenAway(domain.group(1))) {
				kept.append(first ? "" : ";").append(part);
			}
		}
		return kept.toString();
	}

	private boolean isTakenAway(String domain) {
		String name = domain.strip().toLowerCase(Locale.ROOT);
		name = name.startsWith(".") ? name.substring(1) : name;
		String host = Authority.required(this.own).host();
		if (name.isEmpty() || name.equals(host)) {
			return false;
		}
		String above = name;
		return isAbove(above, host) || this.upstreams.stream()
			.map((upstream) -> Authority.required(upstream).host())
			.anyMatch((upstream) -> upstream.equals(above) || isAbove(above, upstream));
	}

	private static boolean isAbove(String domain, String host) {
		return host.endsWith("." + domain);
	}

}
