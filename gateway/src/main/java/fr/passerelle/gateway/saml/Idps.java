package fr.passerelle.gateway.saml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.federation.IdpMetadata;
import fr.passerelle.gateway.federation.MetadataReader;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.metadata.UsedProviders;
import org.jspecify.annotations.Nullable;

/**
 * The identity providers that delegations lead to. Never fetches: what is fetched is put
 * here by {@link IdpDocuments}, and stays until something better comes.
 */
final class Idps implements UsedProviders<Saml> {

	/** Delegations of all establishments; past this, metadata is parsed at each use. */
	private static final int MAX_KNOWN = 10_000;

	private final Map<Saml, Idp> known = new ConcurrentHashMap<>();

	/** The provider of a delegation; null where its metadata has not been fetched yet. */
	@Nullable Idp of(Saml saml) {
		if (!saml.hasKey()) {
			return null;
		}
		Idp idp = this.known.get(saml);
		if (idp != null || saml.metadataUrl() != null) {
			return idp;
		}
		Idp read = read(saml);
		if (read != null && this.known.size() < MAX_KNOWN) {
			this.known.put(saml, read);
		}
		return read;
	}

	@Override
	public @Nullable Known known(Saml saml) {
		Idp idp = of(saml);
		return (idp != null) ? new Known(idp.entityId(), idp.validUntil(), idp.certificatesUntil()) : null;
	}

	/**
	 * The login address, if the document names it or the metadata has it on its own host;
	 * metadata may not lead this server anywhere else. Otherwise the metadata itself.
	 */
	@Override
	public EntTrust.@Nullable Probed probed(Saml saml) {
		URI said = saml.values().find(SamlFields.SSO_URL);
		URI metadata = saml.metadataUrl();
		Idp idp = of(saml);
		if (said == null && metadata != null && idp != null) {
			URI told = idp.signOn().get(Names.REDIRECT);
			said = (told != null && String.valueOf(told.getRawAuthority())
				.equalsIgnoreCase(String.valueOf(metadata.getRawAuthority()))) ? told : null;
		}
		if (said != null) {
			return new EntTrust.Probed(said, false);
		}
		return (metadata != null) ? new EntTrust.Probed(metadata, true) : null;
	}

	/** Keeps what was fetched for a delegation. */
	void fetched(Saml saml, IdpMetadata metadata) {
		if (this.known.size() < MAX_KNOWN || this.known.containsKey(saml)) {
			this.known.put(saml, Idp.of(saml, metadata));
		}
	}

	/** Forgets delegations that no establishment has any more. */
	void keepOnly(Collection<Saml> used) {
		this.known.keySet().retainAll(Set.copyOf(used));
	}

	private static @Nullable Idp read(Saml saml) {
		String held = saml.values().find(SamlFields.METADATA);
		if (held == null) {
			return Idp.typed(saml);
		}
		try {
			return Idp.of(saml, MetadataReader.read(held.getBytes(StandardCharsets.UTF_8), saml.entityId(), List.of()));
		}
		catch (XmlRefusedException ex) {
			// The document's reader has read it before; a stricter release may not.
			return null;
		}
	}

	/** The certificates of which one must have signed the metadata of a delegation. */
	static List<X509Certificate> signers(Saml saml) {
		return saml.values().get(SamlFields.METADATA_CERTIFICATES);
	}

}
