package fr.passerelle.gateway.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A cookie of the gateway: always {@code HttpOnly}, {@code Path=/}, {@code SameSite=Lax}
 * (the ENT sends the browser back by a cross-site GET), {@code Secure} wherever the
 * establishment is served over TLS.
 *
 * @param name the full name, prefix included
 * @param value characters of base64url only
 * @param maxAge how long to keep it; null for the browser's session, zero to remove it
 * @param secure whether the establishment's {@code publicUrl} is https
 */
public record SetCookie(String name, String value, @Nullable Duration maxAge, boolean secure) {

	String toHeader() {
		StringBuilder header = new StringBuilder(this.name).append('=').append(this.value).append("; Path=/");
		if (this.maxAge != null) {
			header.append("; Max-Age=").append(this.maxAge.toSeconds());
		}
		if (this.secure) {
			header.append("; Secure");
		}
		return header.append("; HttpOnly; SameSite=Lax").toString();
	}

	@Override
	public String toString() {
		return "SetCookie[" + this.name + "]";
	}

}
