package fr.passerelle.gateway.wsfed;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SharedTable;

/**
 * Remembers for which login each token came. Only tokens that were verified get here, and
 * a token counts for logins that began at most {@link MessageTime#SKEW} after it was
 * made, so that none has to be remembered longer than the latest of those logins lives.
 */
final class UsedTokens {

	/** About 20,000 tokens. */
	private static final long MAX_BYTES = 8 * 1024 * 1024;

	private static final int MAX_TOKENS = 20_000;

	private final SharedTable<String> logins;

	/**
	 * None yet.
	 * @param pending how long a login is pending
	 */
	UsedTokens(Duration pending, Clock clock) {
		this.logins = new SharedTable<>(MAX_BYTES, MAX_TOKENS, pending.plus(MessageTime.SKEW.multipliedBy(2)), clock);
	}

	/**
	 * Whether a token is for this login: it came for no other. The same login may bring
	 * it again, as a browser does that posts a form twice.
	 */
	boolean isFor(String issuer, Token token, String handle) {
		String key = SecretText.hash(issuer + "\n" + token.id());
		synchronized (this.logins) {
			String before = this.logins.get(key);
			if (before == null) {
				this.logins.put(key, handle, 2 * (key.length() + handle.length()), issuer);
			}
			return before == null || before.equals(handle);
		}
	}

}
