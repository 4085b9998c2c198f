package fr.passerelle.gateway.login;

import java.time.Instant;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;

/**
 * A login under way: this browser went to this ENT for this page, and wants to arrive
 * there.
 *
 * @param id the hash of the browser's secret; also the handle by which other servers name
 * the login
 * @param uai the establishment
 * @param espace the Espace
 * @param delegation the delegation's id
 * @param path the decoded path of the page, which is also the path of the service URL
 * @param target path and query byte for byte as first asked for; the path alone while
 * {@link PendingLogins} keeps a long target apart
 * @param attempt 1, or 2 after a ticket was refused
 * @param begunAt when it began
 */
record PendingLogin(String id, Uai uai, EspaceKey espace, String delegation, String path, String target, int attempt,
		Instant begunAt) {

	/** The login starts over once, then the refusal is shown. */
	static final int LAST_ATTEMPT = 2;

	/** The same login with the whole address first asked for. */
	PendingLogin withTarget(String whole) {
		return new PendingLogin(this.id, this.uai, this.espace, this.delegation, this.path, whole, this.attempt,
				this.begunAt);
	}

	/** Whether a browser's secret belongs to this login. */
	boolean isOf(String secret) {
		return isOf(secret, this.id);
	}

	/** Whether a browser's secret belongs to the login of a handle. */
	static boolean isOf(String secret, String handle) {
		return secret.length() <= 64 && SecretText.same(SecretText.hash(secret), handle);
	}

}
