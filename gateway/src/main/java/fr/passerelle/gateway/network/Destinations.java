package fr.passerelle.gateway.network;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.settings.UpstreamSettings;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;

/**
 * The one rule on where the gateway may connect to for a school. It is asked twice: when
 * a document comes in, about the address as it is written, and before each connection,
 * about the address that its name was resolved to. So a name server that changes its
 * answer in between gains nothing.
 *
 * <pre>
 * never: link-local, unspecified, multicast, clouds' metadata, the gateway's own ports
 * applications: only passerelle.upstreams.allowed, where that is set
 * ENTs: any public address; inside networks only what one of the two lists has, where one is set
 * </pre>
 */
public final class Destinations {

	private final List<Allowed> allowed;

	private final List<Allowed> ents;

	private final IntPredicate ownPort;

	private final QuickLookup names = new QuickLookup();

	/**
	 * Takes the lists.
	 * @param settings the operator's
	 * @param ownPort whether this program listens on a port
	 */
	public Destinations(UpstreamSettings settings, IntPredicate ownPort) {
		this.allowed = settings.allowed().stream().map(Allowed::parse).toList();
		this.ents = Stream.concat(settings.allowed().stream(), settings.ents().stream()).map(Allowed::parse).toList();
		this.ownPort = ownPort;
	}

	/** For programs without an operator: tests, and what they start. */
	public static Destinations anywhere() {
		return new Destinations(new UpstreamSettings(List.of(), List.of()), (port) -> false);
	}

	/** What is there, as far as the document says. */
	public enum Kind {

		APPLICATION, ENT

	}

	/** Why not. */
	public enum Refusal {

		/** No application and no ENT can be there. */
		NEVER,
		/** The gateway itself is there. */
		OWN,
		/** The operator's list does not have it. */
		NOT_LISTED,
		/** It is inside a network, and the person who asks may not look there. */
		INSIDE

	}

	/**
	 * Judges a place as it is written. A name is judged without a look-up.
	 * @param kind what is there
	 * @param host in its one spelling
	 * @param port that would be connected to
	 * @return null if it is allowed
	 */
	public @Nullable Refusal judge(Kind kind, String host, int port) {
		IpAddress literal = HostNames.literal(host);
		if (literal != null) {
			return judge(kind, host, literal.address(), port);
		}
		if (SpecialAddresses.isNeverName(host)) {
			return Refusal.NEVER;
		}
		if (HostNames.isLocalhost(host)) {
			return judge(kind, host, InetAddress.getLoopbackAddress(), port);
		}
		boolean unlisted = !list(kind).isEmpty() && list(kind).stream().noneMatch((entry) -> entry.hasHost(host, port));
		return unlisted ? judgeAll(kind, host, port) : null;
	}

	/**
	 * Where the list has addresses, a name is resolved and its addresses are judged. A
	 * name that cannot be resolved yet is judged at the connection.
	 */
	private @Nullable Refusal judgeAll(Kind kind, String host, int port) {
		Refusal last = null;
		for (InetAddress address : this.names.addresses(host)) {
			last = judge(kind, host, address, port);
			if (last == null) {
				return null;
			}
		}
		return last;
	}

	/**
	 * Judges the address just before the connection.
	 * @param kind what is there
	 * @param host in its one spelling
	 * @param address that it was resolved to
	 * @param port that would be connected to
	 * @return null if the connection may be made
	 */
	public @Nullable Refusal judge(Kind kind, String host, InetAddress address, int port) {
		if (SpecialAddresses.isNever(address) || SpecialAddresses.isNeverName(host)) {
			return Refusal.NEVER;
		}
		if (this.ownPort.test(port) && isThisMachine(address)) {
			return Refusal.OWN;
		}
		return isListed(kind, host, address, port) ? null : Refusal.NOT_LISTED;
	}

	/**
	 * Judges for a person who may not look into networks: an address inside one is
	 * refused unless the operator's lists have it.
	 */
	public @Nullable Refusal judgeOutside(Kind kind, String host, InetAddress address, int port) {
		Refusal refusal = judge(kind, host, address, port);
		boolean inside = isInternal(address) && !isNamed(kind, host, address, port);
		return (refusal == null && inside) ? Refusal.INSIDE : refusal;
	}

	/**
	 * Whether a host that is written as an address is inside a network, or belongs to no
	 * server. Such a host is not reached through a proxy, so that this rule applies.
	 */
	public static boolean isNear(String host) {
		IpAddress literal = HostNames.literal(host);
		return SpecialAddresses.isNeverName(host) || HostNames.isLocalhost(host) || (literal != null
				&& (SpecialAddresses.isInternal(literal.address()) || SpecialAddresses.isNever(literal.address())));
	}

	/** Whether an address belongs to this machine or to a private network. */
	public static boolean isInternal(InetAddress address) {
		return SpecialAddresses.isInternal(address);
	}

	/** Whether the operator's lists have a place by name or address. */
	private boolean isNamed(Kind kind, String host, InetAddress address, int port) {
		return list(kind).stream().anyMatch((entry) -> entry.hasHost(host, port) || entry.hasAddress(address, port));
	}

	/**
	 * A client's resolver that gives only what may be connected to.
	 * @param kind what the client connects to
	 * @param resolver what knows the names
	 */
	public SocketAddressResolver guard(Kind kind, SocketAddressResolver resolver) {
		return new GuardedResolver(this, kind, resolver);
	}

	private boolean isListed(Kind kind, String host, InetAddress address, int port) {
		boolean free = list(kind).isEmpty() || (kind == Kind.ENT && !isInternal(address));
		return free || isNamed(kind, host, address, port);
	}

	private List<Allowed> list(Kind kind) {
		return (kind == Kind.APPLICATION) ? this.allowed : this.ents;
	}

	private static boolean isThisMachine(InetAddress address) {
		try {
			return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException ex) {
			return true;
		}
	}

}
