package fr.passerelle.gateway.enthealth;

import java.time.Duration;
import java.time.Instant;

import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import org.springframework.context.ApplicationContext;

/**
 * Makes the running program find an ENT down or slow, without the minutes that takes.
 */
public final class TestStates {

	private final EntStates states;

	private final Probes probes;

	/** Of a program. */
	public TestStates(ApplicationContext program) {
		this.states = program.getBean(EntStates.class);
		this.probes = program.getBean(Probes.class);
	}

	/**
	 * An ENT has not answered for a while.
	 * @param serverUrl its CAS server
	 * @param now the last time
	 */
	public void down(String serverUrl, Instant now) {
		for (int i = EntRecord.FAILURES; i > 0; i--) {
			health(serverUrl).failed(now.minus(EntRecord.MOMENT.multipliedBy(i)),
					new Unavailable(Cause.TIMEOUT, "No complete answer in time."));
		}
	}

	/**
	 * An ENT has answered slowly for a while.
	 * @param serverUrl its CAS server
	 * @param now the last time
	 */
	public void slow(String serverUrl, Instant now) {
		for (int i = 0; i < EntRecord.WINDOW; i++) {
			health(serverUrl).answered(now, Duration.ofSeconds(9));
		}
	}

	private EntRecord health(String serverUrl) {
		this.probes.turn();
		return this.states.watched()
			.stream()
			.filter((ent) -> ent.used().delegation().signOn().voucher().toString().startsWith(serverUrl))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no Espace uses " + serverUrl))
			.health();
	}

}
