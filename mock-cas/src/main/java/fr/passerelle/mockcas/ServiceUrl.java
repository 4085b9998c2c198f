package fr.passerelle.mockcas;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Works on a service's address. It never normalises one, because the string at validation
 * must equal the string at login.
 */
final class ServiceUrl {

	private ServiceUrl() {
	}

	/** Refuses addresses that would make the redirect a script or a second header. */
	static boolean isAcceptable(@Nullable String service) {
		if (service == null) {
			return false;
		}
		String lower = service.toLowerCase(Locale.ROOT);
		return (lower.startsWith("http://") || lower.startsWith("https://"))
				&& service.chars().noneMatch(Character::isISOControl);
	}

	/** Adds the ticket to the query, before a fragment, and leaves the rest as it is. */
	static String withTicket(String service, String parameter, String ticket) {
		int hash = service.indexOf('#');
		String front = (hash < 0) ? service : service.substring(0, hash);
		String fragment = (hash < 0) ? "" : service.substring(hash);
		String separator = "?";
		if (front.indexOf('?') >= 0) {
			separator = (front.endsWith("?") || front.endsWith("&")) ? "" : "&";
		}
		return location(front + separator + parameter + "=" + ticket + fragment);
	}

	/** Keeps visible ASCII for the header, and percent-encodes the rest. */
	static String location(String address) {
		StringBuilder encoded = new StringBuilder(address.length());
		for (byte b : address.getBytes(StandardCharsets.UTF_8)) {
			if (b > ' ' && b < 127) {
				encoded.append((char) b);
			}
			else {
				encoded.append('%').append("%02X".formatted(b));
			}
		}
		return encoded.toString();
	}

	/**
	 * Reads the patterns that ENT administrators write: {@code *} matches anything but a
	 * slash, {@code **} anything.
	 */
	static Pattern pattern(String written) {
		return Pattern.compile(List.of(written.split("\\*\\*", -1))
			.stream()
			.map((part) -> List.of(part.split("\\*", -1))
				.stream()
				.map(Pattern::quote)
				.collect(Collectors.joining("[^/]*")))
			.collect(Collectors.joining(".*")));
	}

}
