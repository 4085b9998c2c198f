package fr.passerelle.gateway.suspension;

import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.http.IpRange;
import fr.passerelle.gateway.settings.PasserelleSettings;

/**
 * When an address is suspended for guessing passwords.
 *
 * @param attempts wrong attempts within the window that suspend an address
 * @param window in which they are counted
 * @param suspension how long an address stays suspended
 * @param trustedNetworks whose addresses are never suspended: a whole school may be
 * behind one
 */
public record SecurityRules(int attempts, Duration window, Duration suspension, List<IpRange> trustedNetworks) {

	public SecurityRules {
		trustedNetworks = List.copyOf(trustedNetworks);
	}

	/** The settings' rules, in effect until an administrator changes them. */
	public static SecurityRules of(PasserelleSettings.DirectLogin settings) {
		return new SecurityRules(settings.attempts(), settings.window(), settings.suspension(), List.of());
	}

	/** Whether this address belongs to a trusted network. */
	public boolean trusts(IpAddress address) {
		return this.trustedNetworks.stream().anyMatch((network) -> network.contains(address));
	}

	/** The same thresholds for everyone. */
	public SecurityRules trustingNobody() {
		return this.trustedNetworks.isEmpty() ? this
				: new SecurityRules(this.attempts, this.window, this.suspension, List.of());
	}

}
