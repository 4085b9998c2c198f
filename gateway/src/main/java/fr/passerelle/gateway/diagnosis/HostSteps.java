package fr.passerelle.gateway.diagnosis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import fr.passerelle.gateway.diagnosis.EntLine.Fault;
import fr.passerelle.gateway.diagnosis.EntLine.Greeting;
import fr.passerelle.gateway.diagnosis.EntLine.LineException;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.network.Authority;
import org.jspecify.annotations.Nullable;

/**
 * The steps that examine a host: name, connection, TLS.
 */
final class HostSteps {

	/** The most addresses that are tried and shown. */
	private static final int MAX_ADDRESSES = 4;

	/** Names of a certificate that are shown. */
	private static final int MAX_NAMES = 5;

	/** A certificate that ends within this time is a warning: schools have holidays. */
	private static final Duration SOON = Duration.ofDays(21);

	private static final int DNS_NAME = 2;

	private static final int MAX_SHOWN = 120;

	private final EntLine line;

	private final List<X509Certificate> trusted;

	private final Duration connect;

	private final Clock clock;

	private final Deadline deadline;

	private final Steps steps;

	HostSteps(EntLine line, List<X509Certificate> trusted, Duration connect, Clock clock, Deadline deadline,
			Steps steps) {
		this.line = line;
		this.trusted = trusted;
		this.connect = connect;
		this.clock = clock;
		this.deadline = deadline;
		this.steps = steps;
	}

	/**
	 * Examines an address's host.
	 * @param address where
	 * @param needed whether this server itself must get there
	 * @return whether it is worth going on
	 */
	boolean examine(URI address, boolean needed) {
		String host = plainHost(address);
		String proxy = this.line.proxy(address);
		if (proxy != null) {
			// The proxy looks up the name and makes the connection; the step of the page
			// reports its failures.
			this.steps.add(Kind.NAME, host, Finding.NAME_BY_PROXY, proxy);
			return true;
		}
		List<InetAddress> addresses = name(address, host);
		soften(needed);
		InetSocketAddress connected = addresses.isEmpty() ? notTried(Kind.CONNECTION, address)
				: connection(addresses, Authority.port(address));
		soften(needed);
		boolean secure = (connected != null) ? tls(address, host, connected) : notTried(Kind.TLS, address) != null;
		return connected != null && secure;
	}

	private void soften(boolean needed) {
		if (!needed) {
			this.steps.softenLast();
		}
	}

	private @Nullable InetSocketAddress notTried(Kind kind, URI address) {
		this.steps.add(kind, Steps.origin(address), Finding.NOT_TRIED);
		return null;
	}

	private List<InetAddress> name(URI address, String host) {
		try {
			List<InetAddress> addresses = this.line.lookup(address, this.deadline.left());
			String shown = addresses.stream()
				.limit(MAX_ADDRESSES)
				.map(InetAddress::getHostAddress)
				.collect(Collectors.joining(", "));
			boolean literal = addresses.size() == 1 && addresses.get(0).getHostAddress().equals(host);
			Finding found = addresses.stream().map(IpAddress::new).allMatch(IpAddress::isLocal) ? Finding.NAME_PRIVATE
					: Finding.NAME_FOUND;
			this.steps.add(Kind.NAME, host, (literal && found == Finding.NAME_FOUND) ? Finding.NAME_LITERAL : found,
					shown);
			return addresses;
		}
		catch (LineException ex) {
			this.steps.add(Kind.NAME, host, switch (ex.fault()) {
				case TIMEOUT -> Finding.NAME_TIMEOUT;
				case FORBIDDEN -> Finding.NAME_FORBIDDEN;
				case INSIDE -> Finding.NAME_INSIDE;
				default -> Finding.NAME_UNKNOWN;
			});
			return List.of();
		}
	}

	private @Nullable InetSocketAddress connection(List<InetAddress> addresses, int port) {
		InetSocketAddress connected = null;
		List<String> refused = new ArrayList<>();
		Fault last = Fault.UNREACHABLE;
		String target = addresses.get(0).getHostAddress() + ":" + port;
		for (InetAddress address : addresses.subList(0, Math.min(addresses.size(), MAX_ADDRESSES))) {
			InetSocketAddress one = new InetSocketAddress(address, port);
			try {
				this.line.connect(one, this.deadline.left(this.connect));
				connected = (connected != null) ? connected : one;
			}
			catch (LineException ex) {
				refused.add(address.getHostAddress());
				last = ex.fault();
			}
		}
		if (connected == null) {
			this.steps.add(Kind.CONNECTION, target, switch (last) {
				case REFUSED -> Finding.CONNECTION_REFUSED;
				case TIMEOUT -> Finding.CONNECTION_TIMEOUT;
				default -> Finding.CONNECTION_UNROUTABLE;
			});
			return null;
		}
		String shown = connected.getAddress().getHostAddress() + ":" + port;
		if (refused.isEmpty()) {
			this.steps.add(Kind.CONNECTION, shown, Finding.CONNECTED, shown);
		}
		else {
			this.steps.add(Kind.CONNECTION, shown, Finding.CONNECTED_PARTLY, shown, String.join(", ", refused));
		}
		return connected;
	}

	private boolean tls(URI address, String host, InetSocketAddress connected) {
		String target = Steps.origin(address);
		if (!isSecure(address)) {
			this.steps.add(Kind.TLS, target,
					connected.getAddress().isLoopbackAddress() ? Finding.TLS_PLAIN_LOCAL : Finding.TLS_PLAIN);
			return true;
		}
		try {
			return greeted(target, this.line.secure(connected, host, this.trusted, this.deadline.left()));
		}
		catch (LineException ex) {
			this.steps.add(Kind.TLS, target, (ex.fault() == Fault.TIMEOUT) ? Finding.TLS_TIMEOUT : Finding.TLS_REFUSED);
			return false;
		}
	}

	private boolean greeted(String target, Greeting greeting) {
		if (greeting.failure() != null) {
			fault(target, greeting);
			return false;
		}
		if (greeting.chain().isEmpty()) {
			this.steps.add(Kind.TLS, target, Finding.TLS_REFUSED);
			return false;
		}
		X509Certificate own = greeting.chain().get(0);
		Instant end = own.getNotAfter().toInstant();
		long days = Duration.between(this.clock.instant(), end).toDays();
		List<String> seen = List.of(greeting.protocol(), names(own), issuer(own), day(end), String.valueOf(days));
		Finding found = this.clock.instant().plus(SOON).isAfter(end) ? Finding.TLS_EXPIRES_SOON : Finding.TLS_TRUSTED;
		this.steps.add(Kind.TLS, target, found, found.usual(), seen);
		return true;
	}

	private void fault(String target, Greeting greeting) {
		List<X509Certificate> chain = greeting.chain();
		X509Certificate own = chain.isEmpty() ? null : chain.get(0);
		if (own == null) {
			this.steps.add(Kind.TLS, target,
					(greeting.failure() == EntLine.TlsFault.NOT_SPOKEN) ? Finding.TLS_NOT_SPOKEN : Finding.TLS_REFUSED);
			return;
		}
		switch (String.valueOf(greeting.failure())) {
			case "EXPIRED" -> this.steps.add(Kind.TLS, target, Finding.TLS_EXPIRED, day(own.getNotAfter().toInstant()));
			case "NOT_YET_VALID" ->
				this.steps.add(Kind.TLS, target, Finding.TLS_NOT_YET_VALID, day(own.getNotBefore().toInstant()));
			case "OTHER_NAME" -> this.steps.add(Kind.TLS, target, Finding.TLS_OTHER_NAME, names(own));
			case "UNTRUSTED" -> untrusted(target, chain, own);
			default -> this.steps.add(Kind.TLS, target, Finding.TLS_REFUSED);
		}
	}

	private void untrusted(String target, List<X509Certificate> chain, X509Certificate own) {
		boolean selfSigned = chain.size() == 1 && own.getIssuerX500Principal().equals(own.getSubjectX500Principal());
		if (selfSigned) {
			this.steps.add(Kind.TLS, target, Finding.TLS_SELF_SIGNED, names(own));
		}
		else {
			this.steps.add(Kind.TLS, target, Finding.TLS_UNTRUSTED, issuer(own), String.valueOf(chain.size()));
		}
	}

	/** The names in a certificate. They are cut, since an outsider wrote them. */
	private static String names(X509Certificate certificate) {
		List<String> names = new ArrayList<>();
		try {
			Collection<List<?>> all = certificate.getSubjectAlternativeNames();
			if (all != null) {
				all.stream()
					.filter((name) -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
					.limit(MAX_NAMES)
					.forEach((name) -> names.add(String.valueOf(name.get(1))));
			}
		}
		catch (CertificateParsingException ex) {
			// Then the subject says it.
		}
		return PageLook.line(
				names.isEmpty() ? certificate.getSubjectX500Principal().getName() : String.join(", ", names),
				MAX_SHOWN);
	}

	private static String issuer(X509Certificate certificate) {
		return PageLook.line(certificate.getIssuerX500Principal().getName(), MAX_SHOWN);
	}

	private static String day(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
	}

	private static boolean isSecure(URI address) {
		return "https".equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
	}

	private static String plainHost(URI address) {
		String host = Authority.required(address).host();
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

}
