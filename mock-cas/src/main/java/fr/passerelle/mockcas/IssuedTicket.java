package fr.passerelle.mockcas;

import java.time.Instant;
import java.util.List;

/**
 * A ticket, with the person and the service that it was issued for.
 *
 * @param value the ticket itself
 * @param username the person
 * @param service the only service that may validate it, character by character
 * @param issuedAt when it was issued
 * @param fromNewLogin true if the person signed in for it, false if the SSO session was
 * enough
 * @param proxies for a proxy ticket, the chain, most recent first
 */
public record IssuedTicket(String value, String username, String service, Instant issuedAt, boolean fromNewLogin,
		List<String> proxies) {

	public IssuedTicket {
		proxies = List.copyOf(proxies);
	}

	boolean isProxyTicket() {
		return this.value.startsWith("PT-");
	}

	@Override
	public String toString() {
		return "IssuedTicket[%s for %s, value redacted]".formatted(this.username, this.service);
	}

}
