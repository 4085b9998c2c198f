package fr.passerelle.mockcas;

import java.time.Instant;

/**
 * A single logout message that left, and what came of it.
 *
 * @param when by the server's clock, when it was answered or given up
 * @param ticket its session index
 * @param service where it went
 * @param style in which form
 * @param body the XML
 * @param result the status it was answered with, or why there was none
 */
public record SentLogout(Instant when, String ticket, String service, SloStyle style, String body, String result) {

	/**
	 * Whether the service took it.
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
