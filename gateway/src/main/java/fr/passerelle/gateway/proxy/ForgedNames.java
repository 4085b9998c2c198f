package fr.passerelle.gateway.proxy;

import java.util.List;
import java.util.Set;

/**
 * Headers by which servers and frameworks are told, by a proxy that they trust, who
 * comes, from where, and what was asked for. Here only the gateway may tell that, by its
 * own headers; some application would believe a client that sent them. The names are in
 * the normal form of {@link HeaderNames}.
 */
final class ForgedNames {

	private static final Set<String> NAMES = Set.of(
			// Proxy becomes the variable HTTP_PROXY of a CGI program.
			"proxy", "forwarded", "x-forwarded",
			// who comes
			"auth-user", "x-auth-user", "x-auth-username", "x-auth-email", "x-auth-name", "x-auth-groups",
			"x-auth-roles", "auth-type", "authenticated-user", "x-http-user", "sm-user", "sm-universalid", "iv-user",
			"iv-groups", "iv-creds",
			// which certificate
			"x-arr-clientcert", "x-client-verify", "x-client-dn", "x-client-subject", "x-verified", "x-tls-client",
			// from where
			"x-real-ip", "real-ip", "true-client-ip", "x-true-client-ip", "client-ip", "x-client-ip",
			"x-cluster-client-ip", "x-originating-ip", "fastly-client-ip", "x-envoy-external-address",
			"x-azure-clientip", "x-azure-socketip", "x-appengine-user-ip", "x-proxyuser-ip", "wl-proxy-client-ip",
			"proxy-client-ip", "forwarded-for", "forwarded-for-ip", "x-client-port", "x-real-port",
			// to where, and how
			"x-host", "x-http-host-override", "x-override-url", "x-script-name", "x-scheme", "x-url-scheme",
			"front-end-https", "x-https", "x-proto", "x-method", "x-method-override", "x-sendfile-type");

	private static final List<String> BEGINNINGS = List.of("passerelle-", "x-forwarded-", "remote-", "x-remote-",
			"redirect-", "x-authenticated-", "x-auth-request-", "x-webauth-", "oidc-claim-", "client-cert",
			"x-client-cert", "ssl-", "x-ssl-", "x-tls-client-", "x-amzn-mtls-", "x-amzn-oidc-", "cf-connecting-",
			"x-original-", "x-rewrite-", "x-http-method", "x-accel-", "x-middleware-", "x-envoy-original-");

	private ForgedNames() {
	}

	static boolean contain(String normalised) {
		return NAMES.contains(normalised) || BEGINNINGS.stream().anyMatch(normalised::startsWith);
	}

}
