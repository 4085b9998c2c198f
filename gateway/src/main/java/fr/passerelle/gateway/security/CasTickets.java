package fr.passerelle.gateway.security;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import fr.passerelle.gateway.login.AdministratorProtocol;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.security.ConsoleCasServers.Server;
import org.apereo.cas.client.validation.Assertion;
import org.apereo.cas.client.validation.AssertionImpl;
import org.apereo.cas.client.validation.TicketValidationException;
import org.apereo.cas.client.validation.TicketValidator;
import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * Lets Spring Security's provider have its tickets validated by our own transport and
 * readers: nothing of the client library runs but the two types that carry the answer.
 */
final class CasTickets implements TicketValidator {

	/** A validation has its own time limit; this one only guards the thread. */
	private static final long SECONDS = 60;

	private final AdministratorProtocol protocol;

	private final Server server;

	private final Semaphore places;

	/**
	 * A validator.
	 * @param places of all servers together: each validation holds a thread of the
	 * console
	 */
	CasTickets(AdministratorProtocol protocol, Server server, Semaphore places) {
		this.protocol = protocol;
		this.server = server;
		this.places = places;
	}

	@Override
	public Assertion validate(String ticket, String service) throws TicketValidationException {
		ServiceTicket wellFormed = ServiceTicket.of(ticket, this.server.delegation().signOn().bringsArtifacts())
			.orElseThrow(() -> new TicketValidationException("no ticket"));
		if (!this.places.tryAcquire()) {
			throw new ConsoleBusyException();
		}
		try {
			String user = outcome(this.protocol.validate(this.server.delegation(), service, wellFormed))
				.fold((identity) -> identity.user(), (code) -> null, (unavailable) -> {
					throw unavailable.lost() ? new LostTicketException()
							: new AuthenticationServiceException(unavailable.cause().name());
				});
			if (user == null) {
				throw new TicketValidationException("refused");
			}
			return new AssertionImpl(user);
		}
		finally {
			this.places.release();
		}
	}

	private static DelegationOutcome outcome(CompletionStage<DelegationOutcome> validation) {
		try {
			return validation.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AuthenticationServiceException("interrupted");
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new AuthenticationServiceException("no outcome");
		}
	}

	/**
	 * The server closed a connection that was used before, and may have spent the ticket.
	 */
	static final class LostTicketException extends AuthenticationServiceException {

		private static final long serialVersionUID = 1L;

		LostTicketException() {
			super("lost");
		}

	}

	/** All places are taken. */
	static final class ConsoleBusyException extends AuthenticationServiceException {

		private static final long serialVersionUID = 1L;

		ConsoleBusyException() {
			super("busy");
		}

	}

}
