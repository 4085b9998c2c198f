package fr.passerelle.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SetCookie;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Visit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the logins that start over because a ticket came that the browser did not ask
 * for (contract, Login 17). An honest visitor with a link of the ENT's portal starts over
 * once and does not notice. A browser that keeps no cookies, or shows the page in another
 * site's frame, would go round for ever, since the ENT's session gives it a ticket each
 * time.
 * <p>
 * A cookie counts the starts. Where the cookie is missing, a note of the client says
 * whether it was here a moment ago. Many people of one school have the same note, so the
 * note refuses no visitor: it only makes the browser show, by a redirect to the same
 * page, whether it keeps a cookie.
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

	/** More than the tabs that a visitor opens together. */
	static final int MOST = 20;

	private static final Duration FRESH = Duration.ofMinutes(2);

	private static final String COOKIE = "c";

	/**
	 * Places for notes, chosen by hash. A note that shares its place is overwritten,
	 * which costs one more round. A power of two.
	 */
	private static final int NOTES = 16_384;

	private final AtomicLongArray notes = new AtomicLongArray(NOTES);

	private final String salt = SecretText.random();

	private final Clock clock;

	StartOvers(Clock clock) {
		this.clock = clock;
	}

	/** How to go on with a ticket that this browser did not ask for. */
	Way unasked(Visit visit) {
		boolean seen = isSeenLately(visit);
		int count = count(visit);
		if (count >= MOST) {
			return Way.STOP;
		}
		return (count == 0 && seen) ? Way.CHECK : Way.GO_ON;
	}

	/** How to go on with a browser that comes back from a {@link Way#CHECK}. */
	Way checked(Visit visit) {
		int count = count(visit);
		return (count > 0 && count < MOST) ? Way.GO_ON : Way.STOP;
	}

	/** The cookie that goes with every such answer and counts one more. */
	SetCookie counted(Visit visit) {
		int count = Math.min(MOST, count(visit) + 1);
		return visit.cookies().set(COOKIE, Integer.toString(count), FRESH);
	}

	/** A cookie that was changed by hand counts as none. */
	private static int count(Visit visit) {
		String value = visit.cookies().value(visit.request(), COOKIE);
		return (value != null && value.matches("[0-9]{1,2}")) ? Integer.parseInt(value) : 0;
	}

	/** Looks for the client's note, and writes it. */
	private boolean isSeenLately(Visit visit) {
		VisitorRequest request = visit.request();
		String hash = SecretText.hash(String.join("\n", this.salt, IpAddress.customer(request.clientAddress()),
				text(request.header("User-Agent")), visit.establishment().uai().value(), request.path().decoded()));
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
