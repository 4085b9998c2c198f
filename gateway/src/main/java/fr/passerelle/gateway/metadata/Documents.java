package fr.passerelle.gateway.metadata;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * The documents in which providers of one protocol tell of themselves, and how logins
 * come to use them.
 *
 * @param <S> the settings by which a provider is known
 */
public interface Documents<S extends SignOn> {

	/** The settings of this protocol's delegations. */
	Class<S> settings();

	/**
	 * Forgets providers that no establishment has any more. Every look begins with it.
	 * @param used all settings in use, with the establishments that have them
	 */
	void keepOnly(Map<S, Set<Uai>> used);

	/** Where they are fetched; null where the settings hold everything. */
	@Nullable URI address(S settings);

	/** Names the file that keeps them. */
	String file(S settings);

	/**
	 * Fetches them.
	 * @param address where {@link #address} says
	 * @return them, as the file keeps them; fails with an exception whose message is a
	 * sentence for administrators
	 */
	CompletionStage<byte[]> fetch(S settings, URI address, DocumentSource source);

	/**
	 * Uses what was fetched just now.
	 * @throws DocumentRefusedException if it is not to be used
	 */
	void take(S settings, byte[] fetched) throws DocumentRefusedException;

	/**
	 * Uses what an earlier run of the program kept.
	 * @throws DocumentRefusedException if it is not to be used
	 */
	void remember(S settings, byte[] kept) throws DocumentRefusedException;

}
