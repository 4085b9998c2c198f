package fr.passerelle.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The console's style sheet, scripts and mark, under one folder named after the hash of
 * them all, so that a browser keeps them for good and a new version has new addresses.
 */
final class ConsoleAssets {

	static final String ROOT = "/console/assets/";

	/** The media type by file; what is not named here is not served. */
	private static final Map<String, String> TYPES = Map.of("console.css", "text/css; charset=utf-8", "console.js",
			"text/javascript; charset=utf-8", "mark.svg", "image/svg+xml", "htmx.min.js",
			"text/javascript; charset=utf-8", "passkeys.js", "text/javascript; charset=utf-8");

	private final Map<String, byte[]> files = new TreeMap<>();

	private final String hash;

	ConsoleAssets(String htmxVersion) {
		for (String name : TYPES.keySet()) {
			this.files.put(name,
					name.equals("htmx.min.js")
							? read("/META-INF/resources/webjars/htmx.org/" + htmxVersion + "/dist/" + name)
							: read("assets/" + name));
		}
		this.hash = hash(this.files);
	}

	String folder() {
		return ROOT + this.hash + "/";
	}

	boolean isCurrent(String version) {
		return version.equals(this.hash);
	}

	byte @Nullable [] file(String name) {
		return this.files.get(name);
	}

	String type(String name) {
		return TYPES.getOrDefault(name, "application/octet-stream");
	}

	private static byte[] read(String name) {
		try (InputStream file = ConsoleAssets.class.getResourceAsStream(name)) {
			if (file == null) {
				throw new IllegalStateException("the asset '" + name + "' is not in the jar");
			}
			return file.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String hash(Map<String, byte[]> files) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			files.values().forEach(digest::update);
			return HexFormat.of().formatHex(digest.digest(), 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
