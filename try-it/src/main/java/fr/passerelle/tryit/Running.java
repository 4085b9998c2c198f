package fr.passerelle.tryit;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.tryit.sample.SampleApplication;

/**
 * A running trial.
 */
public final class Running implements AutoCloseable {

	/** The main establishment of the trial: Collège Jean-Moulin. */
	public static final String COLLEGE = "0330001A";

	/** The other establishment, Lycée des Remparts, at a host of its own. */
	public static final String LYCEE = "0750002B";

	private final Deque<AutoCloseable> parts = new ArrayDeque<>();

	private final Ports ports;

	private final TrialFolder folder;

	private final MockCasServer horizon;

	private final MockCasServer littoral;

	private final Administration administration;

	private SampleApplication application;

	private Running(Ports ports, Path data) {
		this.ports = ports;
		this.folder = TrialFolder.fresh(data.resolve(String.valueOf(ports.gateway())), values(ports));
		this.horizon = TrialEnts.horizon(ports.horizon());
		this.littoral = TrialEnts.littoral(ports.littoral());
		this.administration = new Administration(URI.create("http://127.0.0.1:" + ports.gateway() + "/api/v1/"));
		this.application = newApplication();
	}

	/** Starts everything. If a part fails, stops the others. */
	static Running start(Options options, Path gateway, Path data) {
		Running running = new Running(Ports.of(options), data);
		try {
			running.startEnts();
			running.application.start();
			running.parts
				.push(GatewayProcess.start(gateway, running.folder, running.ports.gateway(), options.settings()));
			running.administration.importPeople(COLLEGE, TrialFolder.resource("people.csv"));
			return running;
		}
		catch (RuntimeException ex) {
			running.close();
			throw ex;
		}
	}

	/**
	 * Makes an address of the collège.
	 * @param path the path, with a leading slash
	 * @return an address to open
	 */
	public URI college(String path) {
		return URI.create("http://localhost:" + this.ports.gateway() + path);
	}

	/**
	 * Makes an address of the lycée. For browsers, every name below {@code localhost} is
	 * this machine.
	 * @param path the path, with a leading slash
	 * @return an address to open
	 */
	public URI lycee(String path) {
		return URI.create("http://lycee.localhost:" + this.ports.gateway() + path);
	}

	/**
	 * Returns the collège's ENT.
	 * @return the server
	 */
	public MockCasServer horizon() {
		return this.horizon;
	}

	/**
	 * Returns the ENT that collège and lycée share.
	 * @return the server
	 */
	public MockCasServer littoral() {
		return this.littoral;
	}

	/**
	 * Returns the gateway's API.
	 * @return the API, with the administrator's credentials
	 */
	public Administration administration() {
		return this.administration;
	}

	/**
	 * Returns the sample application's own address, which bypasses the gateway.
	 * @return the address
	 */
	public URI application() {
		return URI.create("http://127.0.0.1:" + this.ports.application());
	}

	/**
	 * Stops the sample application, as if it were being updated.
	 */
	public void stopApplication() {
		this.application.close();
	}

	/**
	 * Starts the sample application again, on the same port.
	 */
	public void startApplication() {
		this.application.close();
		this.application = newApplication();
		this.application.start();
	}

	/**
	 * Returns the folder of this trial's settings, documents, data and log.
	 * @return the folder
	 */
	public Path folder() {
		return this.folder.path();
	}

	/**
	 * Stops everything, the gateway first.
	 */
	@Override
	public void close() {
		while (!this.parts.isEmpty()) {
			closePart(this.parts.pop());
		}
		this.application.close();
	}

	private static void closePart(AutoCloseable part) {
		try {
			part.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("a part of the trial does not stop", ex);
		}
	}

	private void startEnts() {
		for (MockCasServer ent : new MockCasServer[] { this.horizon, this.littoral }) {
			this.parts.push(ent);
			try {
				ent.start();
			}
			catch (RuntimeException ex) {
				throw new TrialFailedException("%s cannot listen: %s".formatted(ent.name(), ex.getMessage()), ex);
			}
		}
	}

	private SampleApplication newApplication() {
		return new SampleApplication(this.ports.application(), college("/.passerelle/jwks.json"),
				Set.of(college("").toString(), lycee("").toString()));
	}

	private static Map<String, String> values(Ports ports) {
		return Map.of("port", String.valueOf(ports.gateway()), "horizon", String.valueOf(ports.horizon()), "littoral",
				String.valueOf(ports.littoral()), "application", String.valueOf(ports.application()), "username",
				Administration.USERNAME, "password", Administration.PASSWORD);
	}

}
