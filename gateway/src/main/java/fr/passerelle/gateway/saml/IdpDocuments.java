package fr.passerelle.gateway.saml;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.federation.IdpMetadata;
import fr.passerelle.gateway.federation.MetadataReader;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.metadata.DocumentRefusedException;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.metadata.Documents;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata of identity providers. Establishments that have one get their own keys at
 * the same time, and the platform gets its keys.
 */
final class IdpDocuments implements Documents<Saml> {

	private static final Logger logger = LoggerFactory.getLogger(IdpDocuments.class);

	private final Idps idps;

	private final SamlKeys keys;

	private final PlatformEduConnect platform;

	private final Clock clock;

	private final Set<String> damaged = ConcurrentHashMap.newKeySet();

	IdpDocuments(Idps idps, SamlKeys keys, PlatformEduConnect platform, Clock clock) {
		this.platform = platform;
		this.idps = idps;
		this.keys = keys;
		this.clock = clock;
	}

	@Override
	public Class<Saml> settings() {
		return Saml.class;
	}

	@Override
	public void keepOnly(Map<Saml, Set<Uai>> used) {
		Set<String> owners = new HashSet<>();
		if (this.platform.isThere()) {
			// Its metadata is registered before the first school goes by it.
			owners.add(ServiceProvider.PLATFORM);
		}
		used.forEach((saml, schools) -> {
			if (!PlatformEduConnect.leads(saml)) {
				schools.forEach((uai) -> owners.add(uai.value()));
			}
		});
		owners.forEach(this::prepare);
		this.idps.keepOnly(used.keySet());
	}

	/** A damaged file of one owner's keys stops no other owner. */
	private void prepare(String owner) {
		try {
			this.keys.prepare(owner);
		}
		catch (StartRefusedException ex) {
			if (this.damaged.add(owner)) {
				logger.error("People of {} cannot sign in by SAML 2: {}", owner, ex.getMessage());
			}
		}
	}

	@Override
	public @Nullable URI address(Saml saml) {
		return saml.metadataUrl();
	}

	@Override
	public String file(Saml saml) {
		return SecretText.hash(saml.metadataUrl() + "\n" + saml.entityId()) + ".xml";
	}

	@Override
	public CompletionStage<byte[]> fetch(Saml saml, URI address, DocumentSource source) {
		return source.fetch(address, saml.trustedCertificates(), MetadataReader.MAX_METADATA);
	}

	@Override
	public void take(Saml saml, byte[] fetched) throws DocumentRefusedException {
		IdpMetadata metadata = read(saml, fetched);
		if (!metadata.isValid(this.clock.instant())) {
			throw new DocumentRefusedException("The metadata is past its validUntil.");
		}
		Idp known = this.idps.of(saml);
		if (known != null && !known.entityId().equals(metadata.entityId())) {
			throw new DocumentRefusedException("The metadata is of another identity provider than before.");
		}
		this.idps.fetched(saml, metadata);
	}

	@Override
	public void remember(Saml saml, byte[] kept) throws DocumentRefusedException {
		this.idps.fetched(saml, read(saml, kept));
	}

	private static IdpMetadata read(Saml saml, byte[] bytes) throws DocumentRefusedException {
		List<PublicKey> signers = new ArrayList<>();
		for (X509Certificate certificate : Idps.signers(saml)) {
			signers.add(certificate.getPublicKey());
		}
		try {
			return MetadataReader.read(bytes, saml.entityId(), signers);
		}
		catch (XmlRefusedException ex) {
			throw new DocumentRefusedException(ex.sentence());
		}
	}

}
