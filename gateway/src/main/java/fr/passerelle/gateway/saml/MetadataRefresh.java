package fr.passerelle.gateway.saml;

import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.federation.DocumentSource;
import fr.passerelle.gateway.federation.IdpMetadata;
import fr.passerelle.gateway.federation.KeptMetadata;
import fr.passerelle.gateway.federation.MetadataReader;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the metadata of all identity providers fresh, and the keys of all establishments
 * that have one ready, away from the visitors' threads.
 */
final class MetadataRefresh {

	private static final Logger logger = LoggerFactory.getLogger(MetadataRefresh.class);

	private final Idps idps;

	private final SamlKeys keys;

	private final Supplier<Collection<Establishment>> establishments;

	private final Clock clock;

	private final KeptMetadata<Saml> kept;

	private final Set<Uai> damaged = ConcurrentHashMap.newKeySet();

	MetadataRefresh(Idps idps, SamlKeys keys, DocumentSource source, Supplier<Collection<Establishment>> establishments,
			Path folder, Clock clock) {
		this.idps = idps;
		this.keys = keys;
		this.establishments = establishments;
		this.clock = clock;
		this.kept = new KeptMetadata<>(source, folder, clock, new Use());
	}

	/**
	 * Looks for what is new or due. One thread calls it; it never waits for a provider.
	 */
	void turn() {
		Set<Saml> used = new HashSet<>();
		for (Establishment establishment : this.establishments.get()) {
			for (Delegation delegation : establishment.delegations()) {
				if (delegation.signOn() instanceof Saml saml) {
					prepare(establishment.uai());
					used.add(saml);
				}
			}
		}
		this.idps.keepOnly(used);
		this.kept.turn(used);
	}

	/** A damaged file of one establishment's keys stops no other establishment. */
	private void prepare(Uai uai) {
		try {
			this.keys.prepare(uai);
		}
		catch (StartRefusedException ex) {
			if (this.damaged.add(uai)) {
				logger.error("People of {} cannot sign in by SAML 2: {}", uai, ex.getMessage());
			}
		}
	}

	/** How the latest fetch for a delegation went; null where there was none. */
	KeptMetadata.@Nullable Fetched state(Saml saml) {
		return this.kept.state(saml);
	}

	private static IdpMetadata read(Saml saml, byte[] bytes) throws XmlRefusedException {
		List<PublicKey> signers = new ArrayList<>();
		for (X509Certificate certificate : Idps.signers(saml)) {
			signers.add(certificate.getPublicKey());
		}
		return MetadataReader.read(bytes, saml.entityId(), signers);
	}

	/** What came, as logins by SAML 2 use it. */
	private final class Use implements KeptMetadata.Use<Saml> {

		@Override
		public @Nullable URI address(Saml saml) {
			return saml.metadataUrl();
		}

		@Override
		public List<X509Certificate> trusted(Saml saml) {
			return saml.trustedCertificates();
		}

		@Override
		public String name(Saml saml) {
			return SecretText.hash(saml.metadataUrl() + "\n" + saml.entityId());
		}

		@Override
		public void take(Saml saml, byte[] bytes) throws XmlRefusedException {
			IdpMetadata metadata = read(saml, bytes);
			if (!metadata.isValid(MetadataRefresh.this.clock.instant())) {
				throw new XmlRefusedException("The metadata is past its validUntil.");
			}
			Idp known = MetadataRefresh.this.idps.of(saml);
			if (known != null && !known.entityId().equals(metadata.entityId())) {
				throw new XmlRefusedException("The metadata is of another identity provider than before.");
			}
			MetadataRefresh.this.idps.fetched(saml, metadata);
		}

		@Override
		public void remember(Saml saml, byte[] bytes) throws XmlRefusedException {
			MetadataRefresh.this.idps.fetched(saml, read(saml, bytes));
		}

	}

}
