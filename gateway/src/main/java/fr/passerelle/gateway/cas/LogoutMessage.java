package fr.passerelle.gateway.cas;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.delegation.ServiceTicket;
import org.jspecify.annotations.Nullable;

/**
 * Reads a back-channel logout (CAS 3.0 §2.3.3, Appendix C): a SAML 2 LogoutRequest in the
 * form field {@code logoutRequest} (Apereo) or as the raw body (Edifice). The request is
 * not signed; knowing the ticket is the sender's only proof, so whatever is not exactly
 * such a message ends nothing.
 */
final class LogoutMessage {

	/** Most sessions that one message may end. */
	static final int MAX_TICKETS = 16;

	private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

	private static final String FIELD = "logoutRequest=";

	private LogoutMessage() {
	}

	/**
	 * Reads a body.
	 * @param contentType of the body, for its charset; Edifice sends XML under any type
	 * @param body the bytes
	 * @return the tickets, distinct; none where it is no logout message
	 */
	static List<ServiceTicket> read(String contentType, byte[] body) {
		try {
			String text = BodyText.decode(contentType, body).stripLeading();
			String xml = text.startsWith("<") ? text : formField(text);
			return (xml != null) ? tickets(StrictXml.parse(xml)) : List.of();
		}
		catch (ValidationFailedException ex) {
			return List.of();
		}
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
		try {
			return (found != null) ? URLDecoder.decode(found.strip(), StandardCharsets.UTF_8) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static List<ServiceTicket> tickets(XmlElement root) {
		List<XmlElement> indexes = root.children(PROTOCOL, "SessionIndex");
		if (!root.is(PROTOCOL, "LogoutRequest") || indexes.size() > MAX_TICKETS) {
			return List.of();
		}
		List<String> values = indexes.stream().map((index) -> index.text().strip()).distinct().toList();
		boolean sound = indexes.stream().allMatch(XmlElement::isLeaf)
				&& values.stream().allMatch((value) -> ServiceTicket.isWellFormed(value, true));
		return sound ? values.stream().map(ServiceTicket::new).toList() : List.of();
	}

}
