package fr.passerelle.mockcas;

import java.time.Instant;

/**
 * A single logout message that was sent, and its result.
 *
 * @param when the time of the answer, or of giving up, by the server's clock
 * @param ticket its session index
 * @param service the address it was sent to
 * @param style its form
 * @param body the XML
 * @param result the status of the answer, or the reason why there was none
 */
public record SentLogout(Instant when, String ticket, String service, SloStyle style, String body, String result) {

	/**
	 * Tells whether the service accepted the message.
	 * @return true for a status of success
	 */
	public boolean isAccepted() {
		return this.result.matches("2\\d\\d");
	}

	@Override
	public String toString() {
		return "SentLogout[%s to %s -> %s, ticket redacted]".formatted(this.style.code(), this.service, this.result);
	}

}
