package fr.passerelle.gateway.cas;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import fr.passerelle.gateway.enthealth.Observation;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.DelegationProtocol;
import fr.passerelle.gateway.login.Departure;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;

/**
 * CAS behind the delegation port. Joins links, dialects and transport, and reports what
 * each validation showed of its ENT.
 */
final class CasProtocol implements DelegationProtocol, AutoCloseable {

	private final Dialects dialects;

	private final ValidationTransport transport;

	private final Clock clock;

	private final Consumer<Observation> observer;

	/**
	 * At login the same for every dialect; SAML 1.1 says {@code TARGET} at validation
	 * only, as Atrium has it.
	 */
	private static final String SERVICE = "service";

	/**
	 * Prepares logins.
	 * @param clients the connections to the ENTs
	 * @param bounds of a validation
	 * @param clock dates the validations
	 * @param observer is told what each validation showed of its ENT
	 */
	CasProtocol(EntClients clients, PasserelleSettings.Ent bounds, Clock clock, Consumer<Observation> observer) {
		this(new ValidationTransport(clients, bounds, clock), clock, observer);
	}

	/** The same over a line that others take too. */
	CasProtocol(ValidationTransport transport, Clock clock, Consumer<Observation> observer) {
		this.dialects = new Dialects(clock);
		this.transport = transport;
		this.clock = clock;
		this.observer = observer;
	}

	@Override
	public Protocol protocol() {
		return Protocol.CAS;
	}

	@Override
	public CompletionStage<Optional<Departure>> begin(LoginStart start) {
		return CompletableFuture.completedFuture(Optional
			.of(new Departure.Redirect(begin(Cas.of(start.delegation()), start.service(), start.parameters()))));
	}

	static URI begin(Cas cas, String service, Map<String, String> parameters) {
		Map<String, String> all = new LinkedHashMap<>();
		all.put(SERVICE, service);
		if (cas.renew()) {
			all.put("renew", "true");
		}
		parameters.forEach(all::putIfAbsent);
		return CasAddress.with(cas.loginUrl(), all);
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket) {
		long begun = this.clock.millis();
		return validate(Cas.of(delegation), service, ticket).whenComplete((outcome, impossible) -> {
			if (!isLost(outcome)) {
				this.observer
					.accept(new Observation(delegation, outcome, Duration.ofMillis(this.clock.millis() - begun)));
			}
		});
	}

	/** A kept connection that closed says nothing of how the ENT is. */
	private static boolean isLost(DelegationOutcome outcome) {
		return outcome instanceof Unavailable unavailable && unavailable.lost();
	}

	private CompletionStage<DelegationOutcome> validate(Cas cas, String service, ServiceTicket ticket) {
		try {
			Dialect dialect = this.dialects.of(cas.validation());
			return this.transport.send(dialect.request(cas, service, ticket), cas.trustedCertificates())
				.handle((reply, failure) -> outcome(dialect, service, reply, failure));
		}
		catch (RuntimeException ex) {
			return CompletableFuture
				.completedFuture(new Unavailable(Cause.UNREACHABLE, "The ENT's validation address cannot be called."));
		}
	}

	private static DelegationOutcome outcome(Dialect dialect, String service, @Nullable Reply reply,
			@Nullable Throwable failure) {
		try {
			if (reply == null) {
				throw TransportFailure.of((failure != null) ? failure : new IllegalStateException(), false);
			}
			return dialect.read(reply, service);
		}
		catch (ValidationFailedException ex) {
			return new Unavailable(ex.kind(), ex.detail(), ex.isLost());
		}
		catch (RuntimeException ex) {
			// The port promises an outcome for every answer.
			return new Unavailable(Cause.INVALID, "The ENT's answer cannot be read.");
		}
	}

	@Override
	public CompletionStage<Optional<Departure>> logout(LogoutStart start) {
		return CompletableFuture
			.completedFuture(Optional.of(new Departure.Redirect(logout(Cas.of(start.delegation()), start.home()))));
	}

	static URI logout(Cas cas, String service) {
		return CasAddress.with(cas.logoutUrl(), Map.of("service", service));
	}

	@Override
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		return LogoutMessage.read(contentType, body);
	}

	@Override
	public void close() {
		this.transport.close();
	}

}
