package fr.passerelle.gateway.proxy;

import java.net.URI;
import java.util.function.Supplier;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.session.GatewaySession;
import org.jspecify.annotations.Nullable;

/**
 * A request that may pass, with everything that was decided about it.
 *
 * @param establishment whose {@code publicUrl} the visitor sees
 * @param upstream the application's origin: scheme, host and port
 * @param path the one normalised path: the form that was decided on is the form that is
 * sent
 * @param query the raw query byte for byte, without its question mark; null without a
 * query
 * @param session whose identity goes along; null on a public path, which carries none
 * @param clientAddress the visitor's address, seen through the declared proxies only
 * @param onUnreachable makes the gateway's answer where the application does not answer;
 * asked at most once
 * @param lease why it may pass, checked again while it is open
 */
public record Passage(Establishment establishment, URI upstream, RequestPath path, @Nullable String query,
		@Nullable GatewaySession session, String clientAddress, Supplier<Answer> onUnreachable, Lease lease) {

	@Override
	public String toString() {
		return "Passage[" + this.upstream + "]";
	}

}
