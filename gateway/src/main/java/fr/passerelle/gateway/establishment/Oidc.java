package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * An OpenID Connect provider, known by its issuer.
 *
 * @param values of {@link OidcFields}; there are an issuer and a client's name
 */
public record Oidc(FieldValues values) implements SignOn {

	/** The path at which people come back from providers. */
	public static final String RETURN_PATH = "/.passerelle/oidc/callback";

	/** The path at which providers tell that a session ended. */
	public static final String BACK_CHANNEL_PATH = "/.passerelle/oidc/backchannel-logout";

	/** The path to which providers lead people whose session ended. */
	public static final String LOGGED_OUT_PATH = "/.passerelle/oidc/logged-out";

	private static final String WELL_KNOWN = "/.well-known/openid-configuration";

	public Oidc {
		values.get(OidcFields.ISSUER);
		values.get(OidcFields.CLIENT_ID);
	}

	/**
	 * The OpenID Connect settings of a delegation.
	 * @throws IllegalArgumentException if it signs people on by another protocol
	 */
	public static Oidc of(Delegation delegation) {
		if (delegation.signOn() instanceof Oidc oidc) {
			return oidc;
		}
		throw new IllegalArgumentException(delegation.id() + " signs on by " + delegation.signOn().protocol());
	}

	@Override
	public Protocol protocol() {
		return Protocol.OIDC;
	}

	/** The provider's name, byte for byte. */
	public String issuerName() {
		return this.values.get(OidcFields.ISSUER).toString();
	}

	/** Our name at the provider. */
	public String clientId() {
		return this.values.get(OidcFields.CLIENT_ID);
	}

	/** Where the provider tells its addresses. */
	public URI discoveryUrl() {
		URI said = this.values.find(OidcFields.DISCOVERY_URL);
		return (said != null) ? said : URI.create(issuerName().replaceFirst("/$", "") + WELL_KNOWN);
	}

	/** What the provider is asked to release. */
	public List<String> scopes() {
		return this.values.get(OidcFields.SCOPES);
	}

	/** Whether the provider is asked for more than the ID token says. */
	public boolean userinfo() {
		return this.values.get(OidcFields.USERINFO);
	}

	/** How the provider recognises us. */
	public ClientAuthentication clientAuthentication() {
		return Objects.requireNonNullElse(this.values.find(OidcFields.CLIENT_AUTHENTICATION),
				ClientAuthentication.BASIC);
	}

	/** Whether the provider takes us by a secret. */
	public boolean hasSecret() {
		return clientAuthentication() != ClientAuthentication.NONE;
	}

	/**
	 * The one algorithm of ID tokens; a client is registered with RS256 unless it asks.
	 */
	public TokenAlgorithm idTokenAlgorithm() {
		return Objects.requireNonNullElse(this.values.find(OidcFields.ID_TOKEN_ALGORITHM), TokenAlgorithm.RS256);
	}

	/** Whether the person signs in anew each time. */
	public boolean forceAuthn() {
		return this.values.get(OidcFields.FORCE_AUTHN);
	}

	/** Known from discovery alone, so that this is the address which tells it. */
	@Override
	public URI loginUrl() {
		return discoveryUrl();
	}

	@Override
	public URI logoutUrl() {
		return discoveryUrl();
	}

	@Override
	public URI voucher() {
		return discoveryUrl();
	}

	@Override
	public String issuer() {
		return "oidc " + issuerName();
	}

	@Override
	public String register(Establishment establishment) {
		return establishment.address(RETURN_PATH);
	}

	@Override
	public String dialect() {
		return Protocol.OIDC.name();
	}

	@Override
	public List<X509Certificate> trustedCertificates() {
		return this.values.get(OidcFields.TRUSTED_CERTIFICATES);
	}

	@Override
	public boolean bringsArtifacts() {
		return false;
	}

}
