package fr.passerelle.gateway.api;

import java.time.Instant;

import fr.passerelle.gateway.suspension.Suspension;
import org.jspecify.annotations.Nullable;

/**
 * A suspended address as the API shows it.
 *
 * @param address the address, or the first one of an IPv6 /64
 * @param range the address, or the whole /64 in CIDR notation
 * @param cause what for
 * @param establishment where the attempt that was too many happened; null for an
 * administrator's
 * @param since when it was suspended
 * @param until when it may try again
 * @param local whether it is an address of one's own network, perhaps a proxy that
 * {@code passerelle.trusted-proxies} should name
 */
record SuspensionView(String address, String range, Suspension.Cause cause, @Nullable String establishment,
		Instant since, Instant until, boolean local) {

	static SuspensionView of(Suspension suspension) {
		return new SuspensionView(suspension.address(), suspension.range(), suspension.cause(),
				(suspension.uai() != null) ? suspension.uai().value() : null, suspension.since(), suspension.until(),
				suspension.isLocal());
	}

}
