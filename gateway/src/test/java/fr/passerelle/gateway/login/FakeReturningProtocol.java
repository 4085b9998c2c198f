package fr.passerelle.gateway.login;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.session.EntSession;
import org.jspecify.annotations.Nullable;

/**
 * A protocol without a network that comes back to {@link #BACK}: the fields are
 * {@code handle} and {@code proof}, and the only good proof is {@code good}.
 */
final class FakeReturningProtocol implements ReturningProtocol {

	static final String BACK = "/.passerelle/fake/back";

	private final boolean byPost;

	private final List<String> completed = new ArrayList<>();

	private final Protocol protocol;

	FakeReturningProtocol(boolean byPost) {
		this(byPost, Protocol.CAS);
	}

	FakeReturningProtocol(boolean byPost, Protocol protocol) {
		this.byPost = byPost;
		this.protocol = protocol;
	}

	/** The handles of the logins whose proof was judged, in order. */
	List<String> completed() {
		return this.completed;
	}

	@Override
	public Protocol protocol() {
		return this.protocol;
	}

	@Override
	public CompletionStage<Optional<Departure>> begin(LoginStart start) {
		return CompletableFuture.completedFuture(
				Optional.of(new Departure.Redirect(URI.create("https://ent.example.fr/sso?handle=" + start.handle()))));
	}

	@Override
	public String returnPath() {
		return BACK;
	}

	@Override
	public boolean returnsByPost() {
		return this.byPost;
	}

	@Override
	public @Nullable String handle(ReturnedFields back) {
		return back.only("handle");
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String handle, Instant begunAt,
			LoginReturn back) {
		this.completed.add(handle);
		boolean good = "good".equals(back.only("proof"));
		return CompletableFuture.completedFuture(good
				? new DelegationOutcome.Authenticated(LoginFixture.parent("m.dupont"),
						new EntSession("person+session", List.of("person"), "memory"))
				: new DelegationOutcome.Refused("NO_PROOF"));
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Optional<Departure>> logout(LogoutStart start) {
		return CompletableFuture.completedFuture(Optional.empty());
	}

	@Override
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		return List.of();
	}

}
