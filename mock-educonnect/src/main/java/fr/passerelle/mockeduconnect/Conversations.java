package fr.passerelle.mockeduconnect;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Forms under way, by their place as the address names it: {@code e1s1} is the first step
 * of a browser's first form, {@code e1s2} the second. A place of a step that is done, or
 * of a form that is older than ten minutes, is stale.
 */
final class Conversations {

	/** How long a form can be filled in. */
	static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final int MOST = 1000;

	private final Map<String, Form> byPlace = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Form> eldest) {
			return size() > MOST;
		}

	};

	private final Map<String, Integer> counts = new LinkedHashMap<>();

	private final Clock clock;

	Conversations(Clock clock) {
		this.clock = clock;
	}

	/** Begins a form of a browser, and gives its place. */
	synchronized String begin(String browser, Asked asked) {
		if (this.counts.size() > MOST) {
			this.counts.clear();
		}
		String place = "e" + this.counts.merge(browser, 1, Integer::sum) + "s1";
		this.byPlace.put(browser + place, new Form(asked, null));
		return place;
	}

	/** The form at a place; null where the place is stale. */
	synchronized @Nullable Form at(String browser, String place) {
		Form form = this.byPlace.get(browser + place);
		boolean fresh = form != null && this.clock.instant().isBefore(form.asked().at().plus(LIFETIME));
		return fresh ? form : null;
	}

	/** Goes on from the first step, which is stale then, to the second. */
	synchronized String choose(String browser, String place, Form form, boolean pupil) {
		this.byPlace.remove(browser + place);
		String next = place.substring(0, place.indexOf('s')) + "s2";
		this.byPlace.put(browser + next, new Form(form.asked(), pupil));
		return next;
	}

	/** Ends a form: false where another request ended it. */
	synchronized boolean end(String browser, String place) {
		return this.byPlace.remove(browser + place) != null;
	}

	/**
	 * A form.
	 *
	 * @param asked the request that it is for
	 * @param pupil whether a pupil signs in; null before the choice
	 */
	record Form(Asked asked, @Nullable Boolean pupil) {
	}

}
