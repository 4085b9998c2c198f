package fr.passerelle.gateway.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What a setting may be. A value that breaks its rule refuses the start by its full key.
 */
final class SettingRules {

	private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

	private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}(/(3[0-2]|[12]?\\d))?");

	private static final Pattern IPV6 = Pattern
		.compile("([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(/(12[0-8]|1[01]\\d|[1-9]?\\d))?");

	private static final Pattern HOST_NAME = Pattern.compile("(?=.{1,253}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*");

	/** Private networks use underscores; a host that ends in a number is an address. */
	private static final Pattern INNER_NAME = Pattern
		.compile("(?i)(?=.{1,253}$)(?!(.*\\.)?\\d+$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
				+ "(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

	/**
	 * What comes before a port: a name, an IPv4 address, a range, or IPv6 in brackets.
	 */
	private static final Pattern PLACE = Pattern.compile("([^:]+|\\[[^\\]]+\\]|[^/]+/\\d+):(\\d{1,5})");

	private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,29}");

	private static final int MAX_PORT = 65_535;

	private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,60}");

	private SettingRules() {
	}

	static void upTo(String key, Duration value, Duration max) {
		if (value.isNegative() || value.isZero() || value.compareTo(max) > 0) {
			throw StartRefusedException.setting(key, "is longer than nothing and at most " + words(max));
		}
	}

	static void upToOrZero(String key, Duration value, Duration max) {
		if (value.isNegative() || value.compareTo(max) > 0) {
			throw StartRefusedException.setting(key, "is 0 or longer and at most " + words(max));
		}
	}

	static void upTo(String key, DataSize value, DataSize max) {
		if (value.toBytes() < 1024 || value.compareTo(max) > 0) {
			throw StartRefusedException.setting(key, "is at least 1KB and at most " + max.toMegabytes() + "MB");
		}
	}

	static void between(String key, int value, int min, int max) {
		if (value < min || value > max) {
			throw StartRefusedException.setting(key, "is at least " + min + " and at most " + max);
		}
	}

	static void line(String key, String value) {
		if (value.isBlank() || value.length() > 200 || value.chars().anyMatch(Character::isISOControl)) {
			throw StartRefusedException.setting(key, "is a line of 1 to 200 characters");
		}
	}

	static void basePath(String key, String value) {
		if (!BASE_PATH.matcher(value).matches() || value.length() > 100) {
			throw StartRefusedException.setting(key,
					"begins with a slash and does not end in one, e.g. /pronote; letters, digits and -._~");
		}
	}

	static void addressRange(String key, String value) {
		if (!isRange(value)) {
			throw StartRefusedException.setting(key,
					"holds addresses or ranges, e.g. 10.0.0.1, 10.0.0.0/8 or fd00::/8; this is none: " + value);
		}
	}

	/** An address, a range or a host name, with a port or without. */
	static void place(String key, String value) {
		Matcher parts = PLACE.matcher(value);
		boolean ported = parts.matches();
		String where = ported ? parts.group(1) : value;
		String bare = (where.startsWith("[") && where.endsWith("]")) ? where.substring(1, where.length() - 1) : where;
		if (ported && Integer.parseInt(parts.group(2)) > MAX_PORT) {
			throw StartRefusedException.setting(key, "has no such port: " + value);
		}
		if (!isRange(bare) && !INNER_NAME.matcher(bare).matches()) {
			throw StartRefusedException.setting(key, "holds addresses, ranges or host names, with a port where one is "
					+ "meant, e.g. 10.1.0.0/16, 10.1.2.3:9000, [fd00::1]:9000 or app.intern:9000; this is none: "
					+ value);
		}
	}

	/** A host name or an address, without a port: cookies have no ports either. */
	static void host(String key, String value) {
		boolean bracketed = value.startsWith("[") && value.endsWith("]") && value.contains(":");
		String bare = bracketed ? value.substring(1, value.length() - 1) : value;
		boolean address = !bare.contains("/") && isRange(bare) && (bracketed || !bare.contains(":"));
		if (!address && !INNER_NAME.matcher(value).matches()) {
			throw StartRefusedException.setting(key,
					"holds host names or addresses without a port, e.g. console.example.fr; this is none: " + value);
		}
	}

	static void hostName(String key, String value) {
		if (!HOST_NAME.matcher(value).matches()) {
			throw StartRefusedException.setting(key, "is a host name in small letters, e.g. console.example.fr");
		}
	}

	/**
	 * A browser keeps a passkey for a host and what lies below it, and only over TLS or
	 * on its own machine.
	 */
	static void originOf(String key, String value, String host) {
		URI origin = uri(value);
		String name = (origin != null) ? origin.getHost() : null;
		boolean plain = origin != null && value.equals(origin.getScheme() + "://" + origin.getRawAuthority());
		boolean safe = origin != null && ("https".equals(origin.getScheme()) || "localhost".equals(name));
		if (name == null || !plain || !safe || !(name.equals(host) || name.endsWith("." + host))) {
			throw StartRefusedException.setting(key,
					"holds addresses such as https://" + host + ", without a path, of that host or below it");
		}
	}

	/** Part of addresses and of stored values. */
	static void id(String key, String value) {
		if (!ID.matcher(value).matches()) {
			throw StartRefusedException.setting(key,
					"is 1 to 30 small letters, digits and dashes, beginning with a letter");
		}
	}

	static void oneOf(String key, String value, String... accepted) {
		if (!List.of(accepted).contains(value)) {
			throw StartRefusedException.setting(key, "is one of " + String.join(", ", accepted));
		}
	}

	/** Scheme, host and port of an address, in the spelling of browsers. */
	static void origin(String key, String value) {
		URI origin = uri(value);
		boolean web = origin != null && ("https".equals(origin.getScheme()) || "http".equals(origin.getScheme()));
		String host = (origin != null) ? origin.getHost() : null;
		if (origin == null || !web || host == null || !host.equals(host.toLowerCase(Locale.ROOT)) || !value
			.equals(origin.getScheme() + "://" + host + ((origin.getPort() >= 0) ? ":" + origin.getPort() : ""))) {
			throw StartRefusedException.setting(key,
					"is scheme, host and port alone, such as https://connexion.example.fr");
		}
	}

	/** An address without query, below which a server's addresses are found. */
	static void serverRoot(String key, String value) {
		URI root = uri(value);
		boolean web = root != null && ("https".equals(root.getScheme()) || "http".equals(root.getScheme()));
		if (root == null || !web || root.getHost() == null || root.getRawUserInfo() != null
				|| root.getRawQuery() != null || root.getRawFragment() != null || value.endsWith("/")) {
			throw StartRefusedException.setting(key,
					"is the root of a server, such as https://cas.example.fr/cas, without a slash at its end");
		}
	}

	private static @Nullable URI uri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	static void headerName(String key, String value) {
		if (!HEADER_NAME.matcher(value).matches()) {
			throw StartRefusedException.setting(key, "is the name of a header, e.g. Client-Cert");
		}
	}

	static void fileAddress(String key, @Nullable String value) {
		path(key, value);
	}

	/**
	 * The existing file or folder behind a {@code file:} address, which may be relative.
	 */
	static @Nullable Path path(String key, @Nullable String value) {
		if (value == null) {
			return null;
		}
		if (!value.startsWith("file:")) {
			throw StartRefusedException.setting(key, "is an address that begins with file:");
		}
		Path path = path(value);
		if (path == null || !Files.isReadable(path)) {
			boolean plain = StandardCharsets.US_ASCII.newEncoder().canEncode(value);
			throw StartRefusedException.setting(key,
					"there is no file or folder to read at " + value + (plain ? "" : hintOfLocale()));
		}
		return path;
	}

	/**
	 * Java names files in the encoding of the locale that it was started in, and cannot
	 * change it afterwards.
	 */
	static String hintOfLocale() {
		String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
		boolean accents = !Charset.isSupported(encoding) || Charset.forName(encoding).newEncoder().canEncode("é");
		return accents ? "" : "; this machine's locale has no letters with accents for the names of files (" + encoding
				+ "): start with LC_ALL=C.UTF-8, or choose a name without";
	}

	private static @Nullable Path path(String address) {
		try {
			return address.startsWith("file:/") ? Path.of(new URI(address))
					: Path.of(address.substring("file:".length()));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean isRange(String value) {
		Matcher v6 = IPV6.matcher(value);
		return IPV4.matcher(value).matches() || (v6.matches() && isIpv6(v6.group(1)));
	}

	/**
	 * The pattern lets no host name through, so there is no look-up.
	 */
	private static boolean isIpv6(String text) {
		try {
			return new URI("http://[" + text + "]").getHost() != null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static String words(Duration max) {
		return (max.toDays() > 0) ? max.toDays() + "d" : max.toMinutes() + "m";
	}

}
