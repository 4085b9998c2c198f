package fr.passerelle.gateway.account;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A token as a request brought it, not looked at yet.
 */
public final class BearerToken extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final String text;

	/**
	 * A token.
	 * @param text as it came
	 */
	public BearerToken(String text) {
		super(List.of());
		this.text = text;
	}

	@Override
	public String getCredentials() {
		return this.text;
	}

	@Override
	public String getPrincipal() {
		return "token";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof BearerToken same && same.text.equals(this.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

}
