package fr.passerelle.gateway.directlogin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SetCookie;
import fr.passerelle.gateway.http.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * Binds a form to the browser it was shown to: the field holds a hash of a secret that
 * only this browser's cookie holds, with the moment it was made. The gateway keeps
 * nothing of it, so that a restart expires no form.
 */
final class FormToken {

	private static final String COOKIE = "form";

	private final Duration lifetime;

	private final Clock clock;

	FormToken(Duration lifetime, Clock clock) {
		this.lifetime = lifetime;
		this.clock = clock;
	}

	/**
	 * The browser's secret: the one it has, so that several tabs work side by side, or a
	 * new one.
	 */
	String secret(VisitorRequest request, Establishment establishment) {
		String present = new GatewayCookies(establishment.isSecure()).value(request, COOKIE);
		return (present != null && present.length() == 32) ? present : SecretText.random();
	}

	SetCookie cookie(Establishment establishment, String secret) {
		return new GatewayCookies(establishment.isSecure()).set(COOKIE, secret, this.lifetime);
	}

	/** The form field's value. */
	String issue(Establishment establishment, String secret) {
		long now = this.clock.instant().getEpochSecond();
		return now + "." + proof(establishment, secret, now);
	}

	/** Whether a form's field belongs to this browser and is not too old. */
	boolean accepts(VisitorRequest request, Establishment establishment, @Nullable String field) {
		String secret = new GatewayCookies(establishment.isSecure()).value(request, COOKIE);
		if (secret == null || field == null || field.length() > 80) {
			return false;
		}
		int dot = field.indexOf('.');
		if (dot < 1 || dot > 12 || !field.substring(0, dot).chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return false;
		}
		long issued = Long.parseLong(field.substring(0, dot));
		Instant now = this.clock.instant();
		boolean fresh = issued <= now.getEpochSecond() && now.minus(this.lifetime).getEpochSecond() <= issued;
		return fresh && SecretText.same(proof(establishment, secret, issued), field.substring(dot + 1));
	}

	private static String proof(Establishment establishment, String secret, long issued) {
		return SecretText.hash(secret + "." + establishment.uai() + "." + issued);
	}

}
