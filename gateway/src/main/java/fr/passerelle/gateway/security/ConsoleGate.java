package fr.passerelle.gateway.security;

import java.io.IOException;
import java.util.List;

import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.http.IpRange;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets console and API answer only some networks, or only holders of a certificate. A
 * refused caller learns nothing else. This machine itself is no exception: where a proxy
 * on it is not declared, every caller seems to come from here.
 */
final class ConsoleGate extends OncePerRequestFilter {

	private final List<IpRange> networks;

	private final @Nullable ClientCertificates certificates;

	private final RequestMatcher open;

	private final Caller caller;

	private final ProblemWriter problems;

	ConsoleGate(List<IpRange> networks, @Nullable ClientCertificates certificates, RequestMatcher open, Caller caller,
			ProblemWriter problems) {
		this.networks = networks;
		this.certificates = certificates;
		this.open = open;
		this.caller = caller;
		this.problems = problems;
	}

	/** The networks of the setting. */
	static List<IpRange> networks(List<String> ranges) {
		return ranges.stream()
			.map((text) -> IpRange.parse(text.strip())
				.orElseThrow(() -> new IllegalArgumentException("passerelle.console.networks: " + text)))
			.toList();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return this.open.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isOfNetworks(request) && (this.certificates == null || this.certificates.admit(request))) {
			chain.doFilter(request, response);
			return;
		}
		this.problems.write(response, Problems.of(HttpStatus.FORBIDDEN, "Not allowed", "Not from here."));
	}

	private boolean isOfNetworks(HttpServletRequest request) {
		return this.networks.isEmpty() || IpAddress.parse(this.caller.address(request))
			.filter((address) -> this.networks.stream().anyMatch((network) -> network.contains(address)))
			.isPresent();
	}

}
