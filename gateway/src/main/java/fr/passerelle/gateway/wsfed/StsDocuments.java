package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.federation.MetadataReader;
import fr.passerelle.gateway.federation.StsMetadata;
import fr.passerelle.gateway.federation.StsMetadataReader;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.metadata.DocumentRefusedException;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.metadata.Documents;
import org.jspecify.annotations.Nullable;

/** The metadata of token services. */
final class StsDocuments implements Documents<WsFederation> {

	private final TokenServices services;

	private final Clock clock;

	StsDocuments(TokenServices services, Clock clock) {
		this.services = services;
		this.clock = clock;
	}

	@Override
	public Class<WsFederation> settings() {
		return WsFederation.class;
	}

	@Override
	public void keepOnly(Map<WsFederation, Set<Uai>> used) {
		this.services.keepOnly(used.keySet());
	}

	@Override
	public @Nullable URI address(WsFederation settings) {
		return settings.metadataUrl();
	}

	@Override
	public String file(WsFederation settings) {
		return SecretText.hash(settings.metadataUrl() + "\n" + settings.name()) + ".xml";
	}

	@Override
	public CompletionStage<byte[]> fetch(WsFederation settings, URI address, DocumentSource source) {
		return source.fetch(address, settings.trustedCertificates(), MetadataReader.MAX_METADATA);
	}

	@Override
	public void take(WsFederation settings, byte[] fetched) throws DocumentRefusedException {
		StsMetadata metadata = read(settings, fetched);
		if (!metadata.isValid(this.clock.instant())) {
			throw new DocumentRefusedException("The metadata is past its validUntil.");
		}
		TokenService known = this.services.of(settings);
		if (known != null && !known.issuer().equals(metadata.issuer())) {
			throw new DocumentRefusedException("The metadata is of another token service than before.");
		}
		this.services.fetched(settings, metadata);
	}

	@Override
	public void remember(WsFederation settings, byte[] kept) throws DocumentRefusedException {
		this.services.fetched(settings, read(settings, kept));
	}

	private static StsMetadata read(WsFederation settings, byte[] bytes) throws DocumentRefusedException {
		try {
			return StsMetadataReader.read(bytes, settings.name());
		}
		catch (XmlRefusedException ex) {
			throw new DocumentRefusedException(ex.sentence());
		}
	}

}
