package fr.passerelle.gateway.account;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/**
 * Lets the framework ask for a token's owner.
 */
final class BearerSignIn implements AuthenticationProvider {

	private final SignIns signIns;

	BearerSignIn(SignIns signIns) {
		this.signIns = signIns;
	}

	@Override
	public Authentication authenticate(Authentication given) {
		String text = ((BearerToken) given).getCredentials();
		return this.signIns.byToken(text).orElseThrow(() -> new BadCredentialsException("no such token"));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return BearerToken.class.isAssignableFrom(authentication);
	}

}
