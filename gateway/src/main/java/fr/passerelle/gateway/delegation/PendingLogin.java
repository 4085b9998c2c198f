package fr.passerelle.gateway.delegation;

import java.time.Instant;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.web.SecretText;

/**
 * A login under way: this browser went to this ENT for this page, and wants to arrive
 * there.
 *
 * @param id the hash of the browser's secret
 * @param uai the establishment
 * @param espace the Espace
 * @param delegation the delegation's id
 * @param path the decoded path of the page, which is also the path of the service URL
 * @param target path and query byte for byte as first asked for
 * @param attempt 1, or 2 after the ENT or we refused a ticket
 * @param begunAt when
 */
record PendingLogin(String id, Uai uai, EspaceKey espace, String delegation, String path, String target, int attempt,
		Instant begunAt) {

	/** The login starts over once, then the refusal is shown. */
	static final int LAST_ATTEMPT = 2;

	/** Whether this is the login that a browser's secret stands for. */
	boolean isOf(String secret) {
		return SecretText.hash(secret).equals(this.id);
	}

}
