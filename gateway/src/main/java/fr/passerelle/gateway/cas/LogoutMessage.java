package fr.passerelle.gateway.cas;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a back-channel logout (CAS 3.0 §2.3.3, Appendix C): a SAML 2 LogoutRequest in the
 * form field {@code logoutRequest} (Apereo) or as the raw body (Edifice). The request is
 * not signed; knowing the ticket is the sender's only proof, so a body that is not
 * exactly such a message ends nothing.
 */
final class LogoutMessage {

	/** Most sessions that one message may end. */
	static final int MAX_TICKETS = 16;

	private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

	private static final String FIELD = "logoutRequest=";

	/** The heading of the field's part, up to the blank line. */
	private static final Pattern PART = Pattern
		.compile("(?i)\\n[^\\n]{0,64}form-data;[^\\n]{0,64}name=\"?logoutRequest\"?[^\\n]{0,200}\\n"
				+ "(?:[^\\r\\n][^\\n]{0,200}\\n){0,8}\\r?\\n");

	private LogoutMessage() {
	}

	/**
	 * Reads a body. Its beginning tells what it is, since senders label it as they like.
	 * @param contentType of the body, for its charset
	 * @param body the bytes
	 * @return the tickets, distinct; none where it is not a logout message
	 */
	static List<ServiceTicket> read(String contentType, byte[] body) {
		try {
			String text = decode(contentType, body).strip();
			String xml = text;
			if (!text.startsWith("<")) {
				xml = text.startsWith("--") ? part(text) : formField(text);
			}
			return (xml != null) ? tickets(StrictXml.parse(xml)) : List.of();
		}
		catch (ValidationFailedException ex) {
			return List.of();
		}
	}

	/**
	 * Only the ticket counts, which is ASCII: a charset that is unknown or wrong can
	 * spoil no more than the name beside it.
	 */
	private static String decode(String contentType, byte[] body) {
		for (String type : List.of(contentType, "")) {
			try {
				return BodyText.decode(type, body);
			}
			catch (ValidationFailedException ex) {
				// The next way, then.
			}
		}
		return new String(body, StandardCharsets.ISO_8859_1);
	}

	private static @Nullable String formField(String form) {
		String found = null;
		for (String pair : form.split("&", -1)) {
			if (pair.startsWith(FIELD)) {
				if (found != null) {
					return null;
				}
				found = pair.substring(FIELD.length());
			}
		}
		if (found == null) {
			return null;
		}
		if (found.startsWith("<") && found.indexOf(' ') > 0) {
			// The sender did not encode the field.
			return form.substring(form.indexOf(FIELD) + FIELD.length(), form.lastIndexOf('>') + 1);
		}
		try {
			return URLDecoder.decode(found.strip(), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** The field of a {@code multipart/form-data} body, whose first line parts it. */
	private static @Nullable String part(String text) {
		Matcher matcher = PART.matcher(text);
		if (!matcher.find()) {
			return null;
		}
		String rest = text.substring(matcher.end());
		int end = rest.indexOf("\n" + text.lines().findFirst().orElseThrow());
		return (end >= 0 && !PART.matcher(rest.substring(end)).find()) ? rest.substring(0, end) : null;
	}

	private static List<ServiceTicket> tickets(XmlElement root) {
		List<XmlElement> indexes = root.children(PROTOCOL, "SessionIndex");
		if (!root.is(PROTOCOL, "LogoutRequest") || indexes.size() > MAX_TICKETS) {
			return List.of();
		}
		List<String> values = indexes.stream().map((index) -> index.text().strip()).distinct().toList();
		List<ServiceTicket> tickets = values.stream()
			.flatMap((value) -> ServiceTicket.of(value, true).stream())
			.toList();
		boolean sound = indexes.stream().allMatch(XmlElement::isLeaf) && tickets.size() == values.size();
		return sound ? tickets : List.of();
	}

}
