package fr.passerelle.gateway.metadata;

import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.SignOn;
import org.jspecify.annotations.Nullable;

/**
 * The providers of one protocol, as its logins use them.
 *
 * @param <S> the settings by which a provider is known
 */
public interface UsedProviders<S extends SignOn> {

	/** What is used of a provider; null where its documents have never been read. */
	@Nullable Known known(S settings);

	/** Where a probe asks for it; null where there is no such address. */
	EntTrust.@Nullable Probed probed(S settings);

	/**
	 * What is used of a provider.
	 *
	 * @param name by which it signs
	 * @param validUntil the end of its documents; null: they say none
	 * @param certificatesUntil the ends of its certificates
	 */
	record Known(String name, @Nullable Instant validUntil, List<Instant> certificatesUntil) {
	}

}
