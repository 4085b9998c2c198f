package fr.passerelle.gateway.suspension;

import java.time.Instant;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address that guessed too often.
 *
 * @param address the address, or the first one of an IPv6 /64
 * @param range the address, or the whole /64 in CIDR notation
 * @param cause what for, and so what it may not do
 * @param uai where the attempt that was too many happened; null for an administrator's
 * @param since when it was suspended
 * @param until when it may try again
 */
public record Suspension(String address, String range, Cause cause, @Nullable Uai uai, Instant since, Instant until) {

	/** What addresses are suspended for. */
	public enum Cause {

		/** Wrong passwords of visitors: the local form is closed to the address. */
		VISITOR_PASSWORDS,
		/** Wrong passwords for one name from a trusted network: only that name waits. */
		ONE_VISITOR_NAME,
		/** Wrong passwords of administrators: console and API are closed to it. */
		ADMINISTRATOR_PASSWORDS

	}

	/** Whether it is an address of a private network: perhaps an undeclared proxy's. */
	public boolean isLocal() {
		return IpAddress.parse(this.address).filter(IpAddress::isLocal).isPresent();
	}

}
