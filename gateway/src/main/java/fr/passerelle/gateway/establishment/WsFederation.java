package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A token service that speaks WS-Federation for browsers, known by the address of its
 * metadata, by its login address, or by name, login address and certificate.
 *
 * @param values of {@link WsFederationFields}
 */
public record WsFederation(FieldValues values) implements SignOn {

	/**
	 * The path to which services lead people back; with the origin it is also the realm
	 * of an establishment that has none of its own.
	 */
	public static final String RETURN_PATH = "/.passerelle/wsfed";

	private static final String USUAL_METADATA = "/FederationMetadata/2007-06/FederationMetadata.xml";

	public WsFederation {
		if (values.find(WsFederationFields.METADATA_URL) == null) {
			values.get(WsFederationFields.PASSIVE_URL);
			if (!values.get(WsFederationFields.CERTIFICATES).isEmpty()) {
				values.get(WsFederationFields.ISSUER);
			}
		}
	}

	/**
	 * The WS-Federation settings of a delegation.
	 * @throws IllegalArgumentException if it signs people on by another protocol
	 */
	public static WsFederation of(Delegation delegation) {
		if (delegation.signOn() instanceof WsFederation settings) {
			return settings;
		}
		throw new IllegalArgumentException(delegation.id() + " signs on by " + delegation.signOn().protocol());
	}

	@Override
	public Protocol protocol() {
		return Protocol.WS_FEDERATION;
	}

	/** The login address, or that of the metadata which tells it. */
	@Override
	public URI loginUrl() {
		URI said = this.values.find(WsFederationFields.PASSIVE_URL);
		return (said != null) ? said : this.values.get(WsFederationFields.METADATA_URL);
	}

	/** One address signs people in and out. */
	@Override
	public URI logoutUrl() {
		return loginUrl();
	}

	@Override
	public URI voucher() {
		return loginUrl();
	}

	/**
	 * The name if the document says it, since it stays when a service moves to another
	 * host; otherwise the whole address of the metadata.
	 */
	@Override
	public String issuer() {
		String name = name();
		return "wsfed " + ((name != null) ? name : Objects.requireNonNull(metadataUrl()).toASCIIString());
	}

	@Override
	public String register(Establishment establishment) {
		return establishment.address(RETURN_PATH);
	}

	@Override
	public String dialect() {
		return "WS-Federation";
	}

	@Override
	public List<X509Certificate> trustedCertificates() {
		return this.values.get(WsFederationFields.TRUSTED_CERTIFICATES);
	}

	/** The gateway fetches the metadata, and browsers go to the login. */
	@Override
	public List<URI> visited() {
		URI metadata = metadataUrl();
		return (metadata != null) ? List.of(loginUrl(), metadata) : List.of(loginUrl());
	}

	@Override
	public boolean bringsArtifacts() {
		return false;
	}

	/**
	 * Where the metadata is fetched: as the document says, or at the usual path of the
	 * login address's server. Null where the document has certificates in its place.
	 */
	public @Nullable URI metadataUrl() {
		URI said = this.values.find(WsFederationFields.METADATA_URL);
		if (said != null || !this.values.get(WsFederationFields.CERTIFICATES).isEmpty()) {
			return said;
		}
		return this.values.get(WsFederationFields.PASSIVE_URL).resolve(USUAL_METADATA);
	}

	/** The service's name; null where only its metadata says it. */
	public @Nullable String name() {
		return this.values.find(WsFederationFields.ISSUER);
	}

	/** By what name the service knows an establishment. */
	public String realm(Establishment establishment) {
		String said = this.values.find(WsFederationFields.REALM);
		return (said != null) ? said : establishment.address(RETURN_PATH);
	}

}
