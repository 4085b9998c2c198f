package fr.passerelle.gateway.proxy;

import java.net.URI;
import java.util.List;

import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.http.Permits;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.settings.PasserelleSettings;

/**
 * Counts what each visitor holds of each application. A school's whole building comes
 * from one address, so an address has a large share; strangers have half of it, so that
 * those who signed in there still get through; one person has a small share, however
 * often they signed in.
 */
final class Shares {

	/** A browser opens six connections, and people have two browsers. */
	private static final int LEAST_OF_A_PERSON = 8;

	/** Where one customer usually holds a whole /64. */
	private static final int IPV6_NETWORK = 64;

	private final Permits<Share> held = new Permits<>(Share::max);

	private final int ofAddress;

	private final int ofStrangers;

	private final int ofPerson;

	Shares(PasserelleSettings.Visitors settings, int maxConnections) {
		this.ofAddress = Math.max(2, part(maxConnections, settings.addressShare()));
		this.ofStrangers = this.ofAddress / 2;
		this.ofPerson = Math.max(LEAST_OF_A_PERSON, part(maxConnections, settings.personShare()));
	}

	/** 100 percent means no bound, because requests may wait for a connection too. */
	private static int part(int maxConnections, int percent) {
		return (percent == 100) ? Integer.MAX_VALUE : maxConnections * percent / 100;
	}

	/** The shares that a request counts in. */
	List<Share> of(Passage passage) {
		String address = IpAddress.parse(passage.clientAddress())
			.map((ip) -> ip.isIpv6() ? ip.network(IPV6_NETWORK).toString() : ip.toString())
			.orElse(passage.clientAddress());
		Share all = new Share(passage.upstream(), "address " + address, this.ofAddress);
		GatewaySession session = passage.session();
		if (session == null) {
			return List.of(all, new Share(passage.upstream(), "strangers " + address, this.ofStrangers));
		}
		return List.of(all,
				new Share(passage.upstream(),
						"person " + session.uai() + " " + session.delegation() + " " + session.visitor().user(),
						this.ofPerson));
	}

	/**
	 * Takes one of each share. If one is full, takes nothing and returns that share.
	 */
	List<Share> take(List<Share> shares) {
		for (int i = 0; i < shares.size(); i++) {
			if (!this.held.take(shares.get(i))) {
				shares.subList(0, i).forEach(this::giveBack);
				return List.of(shares.get(i));
			}
		}
		return List.of();
	}

	void giveBack(Share share) {
		this.held.giveBack(share);
	}

	/**
	 * A part of an application's connections.
	 *
	 * @param upstream the application
	 * @param of whose
	 * @param max how many
	 */
	record Share(URI upstream, String of, int max) {
	}

}
