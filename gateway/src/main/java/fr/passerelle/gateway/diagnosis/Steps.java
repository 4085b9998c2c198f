package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Collects the steps of a diagnosis, each with the time since the one before.
 */
final class Steps {

	private final List<Step> steps = new ArrayList<>();

	private final Clock clock;

	private Instant begun;

	Steps(Clock clock) {
		this.clock = clock;
		this.begun = clock.instant();
	}

	void add(Step.Kind kind, String target, Finding finding, String... seen) {
		add(kind, target, finding, finding.usual(), List.of(seen));
	}

	void add(Step.Kind kind, String target, Finding finding, Step.Status status, List<String> seen) {
		Instant now = this.clock.instant();
		Duration took = Duration.between(this.begun, now);
		this.steps.add(new Step(kind, target, status, finding, seen, took.isNegative() ? Duration.ZERO : took));
		this.begun = now;
	}

	/**
	 * The last one counts no more than this: what it found need not be corrected here.
	 */
	void softenLast() {
		Step last = this.steps.get(this.steps.size() - 1);
		if (last.status() == Step.Status.FAILED) {
			this.steps.set(this.steps.size() - 1, last.as(Step.Status.WARNING));
		}
	}

	List<Step> list() {
		return List.copyOf(this.steps);
	}

	/** An address as it is shown: a query may hold secrets. */
	static String shown(URI address) {
		String path = (address.getRawPath() != null) ? address.getRawPath() : "";
		return origin(address) + path;
	}

	static String origin(URI address) {
		return (address.getScheme() + "://" + address.getRawAuthority()).toLowerCase(Locale.ROOT);
	}

}
