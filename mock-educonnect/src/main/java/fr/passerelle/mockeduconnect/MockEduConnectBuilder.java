package fr.passerelle.mockeduconnect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** How a {@link MockEduConnect} is set up. */
public final class MockEduConnectBuilder {

	Clock clock = Clock.systemUTC();

	String bind = "127.0.0.1";

	int port;

	boolean singleLogout = true;

	boolean encrypted = true;

	final List<String> services = new ArrayList<>();

	final List<Client> clients = new ArrayList<>();

	List<Account> accounts = SampleAccounts.ALL;

	MockEduConnectBuilder() {
	}

	/** Listens on this port; 0, the preset, is any free one. */
	public MockEduConnectBuilder port(int number) {
		this.port = number;
		return this;
	}

	/** Listens on this address; the preset is this machine alone. */
	public MockEduConnectBuilder bind(String address) {
		this.bind = address;
		return this;
	}

	/** Goes by this clock. */
	public MockEduConnectBuilder clock(Clock time) {
		this.clock = time;
		return this;
	}

	/** Leads people who leave nowhere: they stay on its page. */
	public MockEduConnectBuilder withoutSingleLogout() {
		this.singleLogout = false;
		return this;
	}

	/** Sends assertions in clear, as the real one does not. */
	public MockEduConnectBuilder withoutEncryption() {
		this.encrypted = false;
		return this;
	}

	/**
	 * Knows a service by its metadata; services whose name is its address need not be
	 * told.
	 */
	public MockEduConnectBuilder service(String metadata) {
		this.services.add(metadata);
		return this;
	}

	/**
	 * Knows a client of OpenID Connect.
	 * @param id its name
	 * @param secret its secret
	 * @param back the address that codes go to
	 * @param loggedOut the address that people who left go back to; null where they stay
	 */
	public MockEduConnectBuilder client(String id, String secret, String back, @Nullable String loggedOut) {
		return client(new Client(id, secret, back, loggedOut));
	}

	MockEduConnectBuilder client(Client client) {
		this.clients.add(client);
		return this;
	}

	/** Has these accounts in place of the usual ones. */
	public MockEduConnectBuilder accounts(List<Account> all) {
		this.accounts = List.copyOf(all);
		return this;
	}

	/**
	 * Starts it.
	 * @throws UncheckedIOException if it cannot listen
	 */
	public MockEduConnect start() {
		try {
			return new MockEduConnect(this);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
