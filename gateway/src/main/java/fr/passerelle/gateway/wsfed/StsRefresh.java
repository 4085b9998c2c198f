package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.federation.DocumentSource;
import fr.passerelle.gateway.federation.KeptMetadata;
import fr.passerelle.gateway.federation.StsMetadata;
import fr.passerelle.gateway.federation.StsMetadataReader;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.SecretText;
import org.jspecify.annotations.Nullable;

/** Keeps the metadata of all token services fresh, away from the visitors' threads. */
final class StsRefresh {

	private final TokenServices services;

	private final Supplier<Collection<Establishment>> establishments;

	private final Clock clock;

	private final KeptMetadata<WsFederation> kept;

	StsRefresh(TokenServices services, DocumentSource source, Supplier<Collection<Establishment>> establishments,
			Path folder, Clock clock) {
		this.services = services;
		this.establishments = establishments;
		this.clock = clock;
		this.kept = new KeptMetadata<>(source, folder, clock, new Use());
	}

	/**
	 * Looks for what is new or due. One thread calls it; it never waits for a service.
	 */
	void turn() {
		Set<WsFederation> used = new HashSet<>();
		for (Establishment establishment : this.establishments.get()) {
			for (Delegation delegation : establishment.delegations()) {
				if (delegation.signOn() instanceof WsFederation settings) {
					used.add(settings);
				}
			}
		}
		this.services.keepOnly(used);
		this.kept.turn(used);
	}

	/** How the latest fetch for a delegation went; null where there was none. */
	KeptMetadata.@Nullable Fetched state(WsFederation settings) {
		return this.kept.state(settings);
	}

	/** What came, as logins by WS-Federation use it. */
	private final class Use implements KeptMetadata.Use<WsFederation> {

		@Override
		public @Nullable URI address(WsFederation settings) {
			return settings.metadataUrl();
		}

		@Override
		public List<X509Certificate> trusted(WsFederation settings) {
			return settings.trustedCertificates();
		}

		@Override
		public String name(WsFederation settings) {
			return SecretText.hash(settings.metadataUrl() + "\n" + settings.name());
		}

		@Override
		public void take(WsFederation settings, byte[] bytes) throws XmlRefusedException {
			StsMetadata metadata = StsMetadataReader.read(bytes, settings.name());
			if (!metadata.isValid(StsRefresh.this.clock.instant())) {
				throw new XmlRefusedException("The metadata is past its validUntil.");
			}
			TokenService known = StsRefresh.this.services.of(settings);
			if (known != null && !known.issuer().equals(metadata.issuer())) {
				throw new XmlRefusedException("The metadata is of another token service than before.");
			}
			StsRefresh.this.services.fetched(settings, metadata);
		}

		@Override
		public void remember(WsFederation settings, byte[] bytes) throws XmlRefusedException {
			StsRefresh.this.services.fetched(settings, StsMetadataReader.read(bytes, settings.name()));
		}

	}

}
