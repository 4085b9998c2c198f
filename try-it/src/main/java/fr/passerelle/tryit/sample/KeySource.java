package fr.passerelle.tryit.sample;

import java.security.interfaces.ECPublicKey;

import org.jspecify.annotations.Nullable;

/**
 * Where the gateway's public keys come from.
 */
interface KeySource {

	/**
	 * The key of this id, null if the gateway has none.
	 * @throws KeysUnreachableException if the gateway cannot be asked
	 */
	@Nullable ECPublicKey find(String id);

}
