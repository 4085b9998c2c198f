package fr.passerelle.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Style sheet, script and drawings, in one folder whose name is the hash of all of them.
 * A browser keeps them for good, since a new version has new addresses; they refer to
 * each other by relative links.
 */
final class Assets {

	private static final Map<String, String> TYPES = Map.of("style.css", "text/css; charset=utf-8", "page.js",
			"text/javascript; charset=utf-8", "mark.svg", "image/svg+xml", "bridge.svg", "image/svg+xml", "espaces.svg",
			"image/svg+xml");

	private static final int HASH_LENGTH = 16;

	private static final Pattern PATH = Pattern
		.compile(Pattern.quote(Pages.ASSETS) + "([0-9a-f]{" + HASH_LENGTH + "})/([a-z]+\\.[a-z]+)");

	private final Map<String, byte[]> files;

	private final String hash;

	private Assets(Map<String, byte[]> files) {
		this.files = files;
		this.hash = hash(files);
	}

	static Assets bundled() {
		Map<String, byte[]> files = new LinkedHashMap<>();
		TYPES.keySet().stream().sorted().forEach((name) -> files.put(name, read(name)));
		return new Assets(files);
	}

	/** The folder's address, with the slash at its end. */
	String folder() {
		return Pages.ASSETS + this.hash + "/";
	}

	/**
	 * The asset of this address. An address of another version is answered with this
	 * version's file, not to be kept: while nodes are being replaced one by one, a page
	 * of one asks the other for its style.
	 */
	@Nullable Answer answer(String path) {
		Matcher matcher = PATH.matcher(path);
		if (!matcher.matches()) {
			return null;
		}
		byte[] file = this.files.get(matcher.group(2));
		if (file == null) {
			return null;
		}
		boolean current = matcher.group(1).equals(this.hash);
		return new Answer(200, headers(matcher.group(2), current), file);
	}

	private List<Map.Entry<String, String>> headers(String name, boolean current) {
		return List.of(Map.entry("Content-Type", TYPES.getOrDefault(name, "application/octet-stream")),
				Map.entry("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-store"),
				Map.entry("ETag", '"' + this.hash + '"'), Map.entry("X-Content-Type-Options", "nosniff"),
				Map.entry("Content-Security-Policy", "default-src 'none'"),
				Map.entry("Cross-Origin-Resource-Policy", "same-origin"));
	}

	private static byte[] read(String name) {
		try (InputStream file = Assets.class.getResourceAsStream("assets/" + name)) {
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
			files.forEach((name, bytes) -> {
				digest.update((name + ' ' + bytes.length + '\n').getBytes(StandardCharsets.UTF_8));
				digest.update(bytes);
			});
			return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
