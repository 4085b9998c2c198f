package fr.passerelle.gateway.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Reads single parameters out of a raw query and takes them out again, leaving every
 * other byte as it was.
 */
public final class Query {

	private Query() {
	}

	/**
	 * The raw values of a parameter, by its exact spelling; the empty text for a name
	 * without {@code =}.
	 */
	public static List<String> values(@Nullable String query, String name) {
		List<String> values = new ArrayList<>();
		segments(query).forEach((segment) -> {
			if (segment.equals(name)) {
				values.add("");
			}
			else if (segment.startsWith(name + "=")) {
				values.add(segment.substring(name.length() + 1));
			}
		});
		return values;
	}

	/** Whether one segment of the query is exactly this text, e.g. {@code login=true}. */
	public static boolean holds(@Nullable String query, String segment) {
		return query != null && segments(query).anyMatch(segment::equals);
	}

	/** The target with the exact segment taken out of its query. */
	public static String without(String target, String segment) {
		return rebuild(target, (candidate) -> !candidate.equals(segment));
	}

	/** The target with all parameters of these names taken out of its query. */
	public static String withoutParameters(String target, Set<String> names) {
		return rebuild(target, (candidate) -> {
			int equals = candidate.indexOf('=');
			return !names.contains((equals < 0) ? candidate : candidate.substring(0, equals));
		});
	}

	/** The target with a segment more at the end of its query. */
	public static String with(String target, String segment) {
		return target + ((target.indexOf('?') < 0) ? "?" : "&") + segment;
	}

	/**
	 * Decodes percent escapes (RFC 3986; a plus stays a plus); null where they are
	 * broken.
	 */
	public static @Nullable String decode(String raw) {
		try {
			return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static Stream<String> segments(@Nullable String query) {
		return (query != null) ? Stream.of(query.split("&", -1)) : Stream.empty();
	}

	private static String rebuild(String target, Predicate<String> keep) {
		int mark = target.indexOf('?');
		if (mark < 0) {
			return target;
		}
		List<String> all = segments(target.substring(mark + 1)).toList();
		List<String> kept = all.stream().filter(keep).toList();
		if (kept.size() == all.size()) {
			return target;
		}
		String query = kept.stream().collect(Collectors.joining("&"));
		return query.isEmpty() ? target.substring(0, mark) : target.substring(0, mark) + "?" + query;
	}

}
