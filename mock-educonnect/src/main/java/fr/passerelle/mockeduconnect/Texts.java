package fr.passerelle.mockeduconnect;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

/** Names nobody can guess, and texts as they travel in addresses and forms. */
final class Texts {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int MOST = 1000;

	private static final int MAX_MESSAGE = 64 * 1024;

	private Texts() {
	}

	static String id() {
		byte[] bytes = new byte[16];
		RANDOM.nextBytes(bytes);
		return "_" + HexFormat.of().formatHex(bytes);
	}

	/** A table for several threads that forgets the oldest beyond a thousand. */
	static <V> Map<String, V> bounded() {
		return Collections.synchronizedMap(new LinkedHashMap<>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
				return size() > MOST;
			}

		});
	}

	/** The undecoded value of a field in a query or a form; null where it is missing. */
	static @Nullable String raw(@Nullable String query, String name) {
		for (String part : ((query != null) ? query : "").split("&", -1)) {
			if (part.startsWith(name + "=")) {
				return part.substring(name.length() + 1);
			}
		}
		return null;
	}

	static @Nullable String field(@Nullable String query, String name) {
		String raw = raw(query, name);
		return (raw != null) ? decoded(raw) : null;
	}

	static String decoded(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	static String inflated(String value) throws RefusedException {
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(Base64.getMimeDecoder().decode(value));
			byte[] plain = new byte[MAX_MESSAGE];
			int length = inflater.inflate(plain);
			if (!inflater.finished()) {
				throw new RefusedException("Le message est coupé, ou trop long.");
			}
			return new String(plain, 0, length, StandardCharsets.UTF_8);
		}
		catch (DataFormatException | IllegalArgumentException ex) {
			throw new RefusedException("Le message ne se décompresse pas.");
		}
		finally {
			inflater.end();
		}
	}

	static String deflated(String text) {
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
		try {
			deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
			deflater.finish();
			byte[] packed = new byte[MAX_MESSAGE];
			int length = deflater.deflate(packed);
			return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(packed, length));
		}
		finally {
			deflater.end();
		}
	}

}
