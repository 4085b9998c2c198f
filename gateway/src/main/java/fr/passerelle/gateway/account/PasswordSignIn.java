package fr.passerelle.gateway.account;

import fr.passerelle.gateway.people.HashingBusyException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Lets the framework check a name and a password.
 */
final class PasswordSignIn implements AuthenticationProvider {

	private final SignIns signIns;

	private final SignedIn.Means means;

	PasswordSignIn(SignIns signIns, SignedIn.Means means) {
		this.signIns = signIns;
		this.means = means;
	}

	@Override
	public Authentication authenticate(Authentication given) {
		Object credentials = given.getCredentials();
		String password = (credentials != null) ? credentials.toString() : "";
		try {
			return this.signIns.check(given.getName(), password)
				.map((account) -> SignedIn.by(this.means, account))
				.orElseThrow(() -> new BadCredentialsException("wrong name or password"));
		}
		catch (HashingBusyException ex) {
			throw new AuthenticationServiceException("busy", ex);
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
