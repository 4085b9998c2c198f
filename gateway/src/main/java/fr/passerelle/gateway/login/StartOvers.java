package fr.passerelle.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SetCookie;
import fr.passerelle.gateway.http.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the logins that start over because a ticket came that nobody asked for. An
 * honest visitor with a link of the ENT's portal starts over once and sees nothing of it;
 * a browser that keeps no cookies, or stands in another site's frame, would go round for
 * ever, since the ENT's session gives it a ticket each time.
 * <p>
 * A cookie counts. Where it does not come, a note of the client says whether the same was
 * seen a moment ago; many people of one school look alike there, so the note refuses
 * nobody: it only has the browser show, by a redirect to the same page, whether it keeps
 * a cookie.
 */
final class StartOvers {

	/** How a login that starts over goes on. */
	enum Way {

		/** To the ENT. */
		GO_ON,
		/** To the same page, to see whether a cookie comes back. */
		CHECK,
		/** No further. */
		STOP

	}

	/** More than tabs opened together; an ENT that sends people elsewhere meets it. */
	static final int MOST = 20;

	private static final Duration FRESH = Duration.ofMinutes(2);

	private static final String COOKIE = "c";

	/**
	 * Notes, each in a place of its own by its hash: what shares a place is forgotten,
	 * which costs one more round. A power of two.
	 */
	private static final int NOTES = 16_384;

	private final AtomicLongArray notes = new AtomicLongArray(NOTES);

	private final String salt = SecretText.random();

	private final Clock clock;

	StartOvers(Clock clock) {
		this.clock = clock;
	}

	/** A ticket came that this browser did not ask for. */
	Way unasked(VisitorRequest request, Establishment establishment) {
		boolean seen = isSeenLately(request, establishment);
		int count = count(request, establishment);
		if (count >= MOST) {
			return Way.STOP;
		}
		return (count == 0 && seen) ? Way.CHECK : Way.GO_ON;
	}

	/** The browser comes back from a {@link Way#CHECK}. */
	Way checked(VisitorRequest request, Establishment establishment) {
		int count = count(request, establishment);
		return (count > 0 && count < MOST) ? Way.GO_ON : Way.STOP;
	}

	/** The cookie that goes with every such answer, with one more on it. */
	SetCookie counted(VisitorRequest request, Establishment establishment) {
		int count = Math.min(MOST, count(request, establishment) + 1);
		return new GatewayCookies(establishment.isSecure()).set(COOKIE, Integer.toString(count), FRESH);
	}

	/** A cookie that a hand has changed counts as none. */
	private static int count(VisitorRequest request, Establishment establishment) {
		String value = new GatewayCookies(establishment.isSecure()).value(request, COOKIE);
		return (value != null && value.matches("[0-9]{1,2}")) ? Integer.parseInt(value) : 0;
	}

	/** Takes a note, too. */
	private boolean isSeenLately(VisitorRequest request, Establishment establishment) {
		String hash = SecretText.hash(String.join("\n", this.salt, IpAddress.customer(request.clientAddress()),
				text(request.header("User-Agent")), establishment.uai().value(), request.path().decoded()));
		long mark = (long) hash.substring(8).hashCode() << Integer.SIZE;
		long now = this.clock.instant().getEpochSecond() & 0xffff_ffffL;
		long before = this.notes.getAndSet(hash.substring(0, 8).hashCode() & (NOTES - 1), mark | now);
		long age = now - (before & 0xffff_ffffL);
		return (before & ~0xffff_ffffL) == mark && age >= 0 && age < FRESH.toSeconds();
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
