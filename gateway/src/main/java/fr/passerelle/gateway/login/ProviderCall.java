package fr.passerelle.gateway.login;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * A call to a provider: a GET, or the POST of a form.
 *
 * @param address to call
 * @param accept the types of answer that are wanted
 * @param authorization the header of this name; null: none
 * @param form the encoded form; null for a GET
 */
public record ProviderCall(URI address, String accept, @Nullable String authorization, @Nullable String form) {

	@Override
	public String toString() {
		return "ProviderCall[" + this.address.getHost() + "]";
	}

}
