package fr.passerelle.gateway.login;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.identity.RemoteIdentity;

/**
 * A sign-on protocol without a network: a test says what the ENT makes of each ticket,
 * and reads which tickets it was asked about. A logout message is
 * {@code logoutRequest=ticket,ticket}.
 */
public final class FakeProtocol implements DelegationProtocol {

	private static final String MESSAGE = "logoutRequest=";

	private final Map<String, CompletionStage<DelegationOutcome>> outcomes = new HashMap<>();

	private final List<String> completed = new ArrayList<>();

	private UnaryOperator<CompletionStage<Optional<Departure>>> logouts = UnaryOperator.identity();

	/** The ENT vouches for this person. */
	public FakeProtocol accepts(String ticket, RemoteIdentity identity) {
		return answers(ticket, new DelegationOutcome.Authenticated(identity));
	}

	/** The ENT answers so; every other ticket is refused. */
	public FakeProtocol answers(String ticket, DelegationOutcome outcome) {
		return answers(ticket, CompletableFuture.completedFuture(outcome));
	}

	/** The ENT answers so, perhaps later. */
	public FakeProtocol answers(String ticket, CompletionStage<DelegationOutcome> outcome) {
		this.outcomes.put(ticket, outcome);
		return this;
	}

	/** Ways to logouts are answered so, perhaps later or not at all. */
	public FakeProtocol answersLogouts(UnaryOperator<CompletionStage<Optional<Departure>>> logouts) {
		this.logouts = logouts;
		return this;
	}

	/** What was validated, in order: delegation, service and ticket. */
	public List<String> completed() {
		return this.completed;
	}

	/** All protocols, of which this is the only one. */
	public SignOnProtocols only() {
		return new SignOnProtocols(List.of(this));
	}

	@Override
	public Protocol protocol() {
		return Protocol.CAS;
	}

	@Override
	public CompletionStage<Optional<Departure>> begin(LoginStart start) {
		StringBuilder more = new StringBuilder();
		start.parameters().forEach((name, value) -> more.append('&').append(name).append('=').append(value));
		return CompletableFuture.completedFuture(Optional.of(new Departure.Redirect(
				URI.create(server(start.delegation()) + "/login?service=" + encoded(start.service()) + more))));
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket) {
		this.completed.add(delegation.id() + " " + service + " " + ticket.value());
		return this.outcomes.getOrDefault(ticket.value(),
				CompletableFuture.completedFuture(new DelegationOutcome.Refused("INVALID_TICKET")));
	}

	@Override
	public CompletionStage<Optional<Departure>> logout(LogoutStart start) {
		return this.logouts.apply(CompletableFuture.completedFuture(Optional.of(new Departure.Redirect(
				URI.create(server(start.delegation()) + "/logout?service=" + encoded(start.home()))))));
	}

	@Override
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		String text = new String(body, StandardCharsets.UTF_8);
		return text.startsWith(MESSAGE) ? Stream.of(text.substring(MESSAGE.length()).split(",", -1))
			.flatMap((value) -> ServiceTicket.of(value, false).stream())
			.toList() : List.of();
	}

	private static String server(Delegation delegation) {
		return "https://" + delegation.id() + ".example.fr/cas";
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
