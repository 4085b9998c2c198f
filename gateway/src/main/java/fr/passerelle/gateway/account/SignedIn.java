package fr.passerelle.gateway.account;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * An administrator who has signed in, and how. Each request asks {@link SignIns#standing}
 * what that is worth.
 */
public final class SignedIn extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final String username;

	private final Means means;

	private final long stamp;

	private final transient @Nullable Token token;

	private SignedIn(String username, Means means, long stamp, @Nullable Token token) {
		super(List.of());
		this.username = username;
		this.means = means;
		this.stamp = stamp;
		this.token = token;
		setAuthenticated(true);
	}

	/** How an administrator proved who they are. */
	public enum Means {

		/** A password typed into the form. */
		PASSWORD,

		/** A ticket of a CAS server, for the account that is bound to its user. */
		CAS,

		/** A password, or a CAS ticket, then a code, or a passkey. */
		SECOND_FACTOR,

		/** A password with every request, by HTTP Basic. */
		BASIC,

		/** An API token. */
		TOKEN

	}

	static SignedIn by(Means means, Account account) {
		return new SignedIn(account.username(), means, account.stamp(), null);
	}

	/** The same sign-in, one step further: what ended sessions since ends this too. */
	static SignedIn by(Means means, Account account, long stamp) {
		return new SignedIn(account.username(), means, stamp, null);
	}

	/** The same sign-in after a change that its owner made and that ended all others. */
	public SignedIn renewed(Account account) {
		return new SignedIn(this.username, this.means, account.stamp(), this.token);
	}

	static SignedIn by(Token token) {
		return new SignedIn(token.username(), Means.TOKEN, 0, token);
	}

	/** The same, for another request to add its details to. */
	SignedIn copy() {
		return new SignedIn(this.username, this.means, this.stamp, this.token);
	}

	/** The same sign-in after its owner set up a second factor and used it. */
	public SignedIn enrolled(Account account) {
		return new SignedIn(this.username, Means.SECOND_FACTOR, account.stamp(), this.token);
	}

	/** How. */
	public Means means() {
		return this.means;
	}

	/** The account's stamp at the sign-in. */
	public long stamp() {
		return this.stamp;
	}

	/** The token, where it was one. */
	public @Nullable Token token() {
		return this.token;
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	@Override
	public String getPrincipal() {
		return this.username;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SignedIn same && same.username.equals(this.username) && same.means == this.means
				&& same.stamp == this.stamp;
	}

	@Override
	public int hashCode() {
		return this.username.hashCode();
	}

}
