package fr.passerelle.gateway.cas;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.diagnosis.EntLine;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.whatif.AnswerReader;
import org.springframework.util.unit.DataSize;

/**
 * What this package lends, for the tests of those who borrow it.
 */
public final class TestLines implements AutoCloseable {

	private final PasserelleSettings.Ent bounds;

	private final EntClients clients;

	private final Clock clock;

	public TestLines(Clock clock, Duration timeout) {
		this.bounds = new PasserelleSettings.Ent(Duration.ofSeconds(2), timeout, 8, 0, DataSize.ofKilobytes(64));
		this.clients = new EntClients(this.bounds, Destinations.anywhere(), clock);
		this.clock = clock;
	}

	public EntLine line() {
		return new CasLine(this.clients, this.bounds, this.clock);
	}

	public PasserelleSettings.Ent bounds() {
		return this.bounds;
	}

	public static AnswerReader reader(Clock clock) {
		return new KeptAnswers(clock);
	}

	@Override
	public void close() {
		this.clients.close();
	}

}
