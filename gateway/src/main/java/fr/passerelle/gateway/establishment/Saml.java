package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A SAML 2 identity provider, known by the address of its metadata, by its metadata, or
 * by name, address and certificate.
 *
 * @param values of {@link SamlFields}; there is a metadata address, or a name and a login
 * address with metadata or certificates. {@link PlatformEduConnect#NONE} alone has none
 * of these
 */
public record Saml(FieldValues values) implements SignOn {

	/** The path at which each establishment tells providers its metadata. */
	public static final String METADATA_PATH = "/.passerelle/saml2/metadata";

	public Saml {
		if (values.find(SamlFields.METADATA_URL) == null) {
			values.get(SamlFields.ENTITY_ID);
			values.get(SamlFields.SSO_URL);
			boolean nowhere = values.find(EduConnectFields.BY) == EduConnect.Way.PLATFORM;
			if (!nowhere && !hasKey(values)) {
				throw new IllegalStateException("an identity provider without a key");
			}
		}
	}

	private static boolean hasKey(FieldValues values) {
		return values.find(SamlFields.METADATA) != null || !values.get(SamlFields.CERTIFICATES).isEmpty();
	}

	/** Whether it is known how the provider's answers are signed, now or once fetched. */
	public boolean hasKey() {
		return metadataUrl() != null || hasKey(this.values);
	}

	/**
	 * The SAML 2 settings of a delegation.
	 * @throws IllegalArgumentException if it signs people on by another protocol
	 */
	public static Saml of(Delegation delegation) {
		if (delegation.signOn() instanceof Saml saml) {
			return saml;
		}
		throw new IllegalArgumentException(delegation.id() + " signs on by " + delegation.signOn().protocol());
	}

	@Override
	public Protocol protocol() {
		return Protocol.SAML2;
	}

	/** The login address, or that of the metadata which tells it. */
	@Override
	public URI loginUrl() {
		URI said = this.values.find(SamlFields.SSO_URL);
		return (said != null) ? said : this.values.get(SamlFields.METADATA_URL);
	}

	/** The logout address, or what comes nearest to it. */
	@Override
	public URI logoutUrl() {
		URI said = this.values.find(SamlFields.SLO_URL);
		return (said != null) ? said : loginUrl();
	}

	@Override
	public URI voucher() {
		return loginUrl();
	}

	/**
	 * The name if the document says it, since it stays when a provider moves to another
	 * host. Otherwise the whole address of the metadata: one host may have that of
	 * several providers.
	 */
	@Override
	public String issuer() {
		String name = entityId();
		return "saml2 " + ((name != null) ? name : this.values.get(SamlFields.METADATA_URL).toASCIIString());
	}

	@Override
	public String register(Establishment establishment) {
		URI platform = this.values.find(EduConnectFields.PLATFORM);
		return (platform != null) ? platform + METADATA_PATH : establishment.address(METADATA_PATH);
	}

	@Override
	public String dialect() {
		return Protocol.SAML2.name();
	}

	@Override
	public List<X509Certificate> trustedCertificates() {
		return this.values.get(SamlFields.TRUSTED_CERTIFICATES);
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

	/** Where the metadata is fetched; null where the document holds everything. */
	public @Nullable URI metadataUrl() {
		return this.values.find(SamlFields.METADATA_URL);
	}

	/** The provider's name; null where only its metadata says it. */
	public @Nullable String entityId() {
		return this.values.find(SamlFields.ENTITY_ID);
	}

	/** Which kind of name to ask for; null: the provider's choice. */
	public @Nullable NameIdFormat nameId() {
		return this.values.find(SamlFields.NAME_ID);
	}

	/** The way of signing in to ask for; null: any. */
	public @Nullable String authnContext() {
		return this.values.find(SamlFields.AUTHN_CONTEXT);
	}

	/** Whether the person signs in anew each time ({@code ForceAuthn}). */
	public boolean forceAuthn() {
		return this.values.get(SamlFields.FORCE_AUTHN);
	}

	/** Whether an assertion in clear is refused. */
	public boolean wantEncrypted() {
		return this.values.get(SamlFields.WANT_ENCRYPTED);
	}

	/** Whether login requests are signed; logout messages always are. */
	public boolean signRequests() {
		return this.values.get(SamlFields.SIGN_REQUESTS);
	}

}
