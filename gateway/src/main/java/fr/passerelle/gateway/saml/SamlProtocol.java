package fr.passerelle.gateway.saml;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.login.CleanText;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.Departure;
import fr.passerelle.gateway.login.LoginReturn;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.login.ReleasedAttributes;
import fr.passerelle.gateway.login.ReturnedFields;
import fr.passerelle.gateway.login.ReturningProtocol;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * SAML 2 behind the delegation port. The request's id and the relay state are the pending
 * login's handle, so that an answer counts for the login that asked and for no other.
 */
final class SamlProtocol implements ReturningProtocol {

	private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private final Idps idps;

	private final SamlKeys keys;

	private final Messages messages;

	private final ResponseJudge judge;

	private final MessageTime time;

	private final Threads threads;

	SamlProtocol(Idps idps, SamlKeys keys, MessageTime time, Threads threads) {
		this.threads = threads;
		this.idps = idps;
		this.keys = keys;
		this.time = time;
		this.messages = new Messages(time);
		this.judge = new ResponseJudge(time);
	}

	@Override
	public Protocol protocol() {
		return Protocol.SAML2;
	}

	@Override
	public CompletionStage<Optional<Departure>> begin(LoginStart start) {
		Saml saml = Saml.of(start.delegation());
		Idp idp = this.idps.of(saml);
		SamlKey key = this.keys.signing(us(start.establishment(), saml).owner());
		if (idp == null || key == null) {
			return CompletableFuture.completedFuture(Optional.empty());
		}
		return saml.signRequests()
				? this.threads.signing().run(0, () -> Optional.of(request(start, idp, key)), Optional::empty)
				: CompletableFuture.completedFuture(Optional.of(request(start, idp, null)));
	}

	/** Signing takes milliseconds. */
	private Departure request(LoginStart start, Idp idp, @Nullable SamlKey key) {
		Saml saml = Saml.of(start.delegation());
		String destination = first(idp.signOn());
		ServiceProvider us = us(start.establishment(), saml);
		String xml = this.messages.login(saml,
				new Messages.Envelope(requestId(start.handle()), us.entityId(), destination), us.back());
		return Bindings.send(idp.signOn(), new Bindings.Outgoing(Bindings.REQUEST, xml, start.handle(), key));
	}

	private static ServiceProvider us(Establishment establishment, Saml saml) {
		return ServiceProvider.of(establishment, saml);
	}

	@Override
	public String returnPath() {
		return SamlAddresses.RETURN;
	}

	@Override
	public boolean returnsByPost() {
		return true;
	}

	/** The relay state means something only if it is one of our handles. */
	@Override
	public @Nullable String handle(ReturnedFields back) {
		String relayState = back.only(Bindings.RELAY_STATE);
		return (relayState != null && HANDLE.matcher(relayState).matches()) ? relayState : null;
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String handle, Instant begunAt,
			LoginReturn back) {
		String message = back.only(Bindings.RESPONSE);
		return this.threads.judging()
			.run((message != null) ? message.length() : 0, () -> outcome(delegation, handle, begunAt, back),
					() -> new Unavailable(Cause.TIMEOUT, "Too many answers wait to be judged."));
	}

	private DelegationOutcome outcome(Delegation delegation, String handle, Instant begunAt, LoginReturn back) {
		Saml saml = Saml.of(delegation);
		Establishment establishment = back.establishment();
		Idp idp = this.idps.of(saml);
		if (idp == null || !idp.isValid(this.time.now())) {
			return new Unavailable(Cause.UNREACHABLE, "The ENT's metadata is missing, or no longer valid.");
		}
		try {
			String message = back.only(Bindings.RESPONSE);
			if (message == null) {
				throw new XmlRefusedException("There is no SAMLResponse, or there are two.");
			}
			ServiceProvider us = us(establishment, saml);
			Judgement judgement = this.judge.judge(Bindings.posted(message),
					new Expected(idp, us.entityId(), us.back(), requestId(handle), this.keys.decryption(us.owner()),
							saml.wantEncrypted(), saml.authnContext(), saml.forceAuthn() ? begunAt : null));
			if (judgement instanceof Judgement.Proven proven) {
				return authenticated(delegation, idp.entityId(), us.entityId(), proven);
			}
			return new DelegationOutcome.Refused(((Judgement.Refused) judgement).code());
		}
		catch (XmlRefusedException ex) {
			return new Unavailable(Cause.INVALID, ex.sentence());
		}
		catch (ValidationFailedException ex) {
			return new Unavailable(ex.kind(), ex.detail());
		}
	}

	private static DelegationOutcome authenticated(Delegation delegation, String idp, String self,
			Judgement.Proven proven) throws ValidationFailedException {
		if (proven.name().isTransient() && delegation.attributes().user().isEmpty()) {
			throw ValidationFailedException
				.invalid("The NameID is transient: the delegation must say which attribute names the person.");
		}
		ReleasedAttributes released = new ReleasedAttributes();
		for (Map.Entry<String, List<String>> attribute : proven.attributes().entrySet()) {
			for (String value : attribute.getValue()) {
				released.add(attribute.getKey(), value);
			}
		}
		return new DelegationOutcome.Authenticated(released.of(CleanText.user(proven.name().user(idp, self))),
				new IdpSession(idp, proven.name(), proven.index()).kept(delegation.id(), wayOut(delegation, proven)));
	}

	/** The address that leads out of EduConnect; null at other providers. */
	private static @Nullable String wayOut(Delegation delegation, Judgement.Proven proven) {
		if (EduConnect.of(delegation.signOn()) == null) {
			return null;
		}
		return EduConnect.WAY_OUT.stream()
			.flatMap((name) -> proven.attributes().getOrDefault(name, List.of()).stream())
			.findFirst()
			.orElse(null);
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket) {
		return CompletableFuture.completedFuture(new DelegationOutcome.Refused("NO_TICKETS"));
	}

	/**
	 * A person who leaves EduConnect goes by the address that came with the assertion.
	 * One who is to come back goes by the provider's logout address, which alone leads
	 * back, as people of other providers do.
	 */
	@Override
	public CompletionStage<Optional<Departure>> logout(LogoutStart start) {
		Saml saml = Saml.of(start.delegation());
		Idp idp = this.idps.of(saml);
		if (idp == null) {
			return CompletableFuture.completedFuture(Optional.empty());
		}
		EduConnect educonnect = EduConnect.of(saml);
		if (educonnect == null) {
			return logoutRequest(start, idp);
		}
		URI signOn = URI.create(first(idp.signOn()));
		URI told = WayOut.of(IdpSession.wayOut(start.memory()), educonnect.environment(), signOn);
		Departure unsigned = new Departure.Redirect((told != null) ? told : WayOut.page(signOn));
		if (told != null && start.handle() == null) {
			return CompletableFuture.completedFuture(Optional.of(unsigned));
		}
		return logoutRequest(start, idp).thenApply((asked) -> Optional.of(asked.orElse(unsigned)));
	}

	/** The provider is asked by the name that it gave the person. */
	private CompletionStage<Optional<Departure>> logoutRequest(LogoutStart start, Idp idp) {
		IdpSession session = IdpSession.of(start.memory());
		SamlKey key = this.keys.signing(us(start.establishment(), Saml.of(start.delegation())).owner());
		if (session == null || key == null || idp.logout().isEmpty() || !session.idp().equals(idp.entityId())) {
			return CompletableFuture.completedFuture(Optional.empty());
		}
		return this.threads.signing()
			.run(0, () -> Optional.of(logoutRequest(start, idp, session, key)), Optional::empty);
	}

	private Departure logoutRequest(LogoutStart start, Idp idp, IdpSession session, SamlKey key) {
		ServiceProvider us = us(start.establishment(), Saml.of(start.delegation()));
		String xml = this.messages.logout(session,
				new Messages.Envelope("_" + SecretText.random(), us.entityId(), first(idp.logout())));
		// The answer comes to the platform, which must know whose page to show.
		String relayState = (start.handle() == null && us.isPlatform()) ? start.establishment().uai().value()
				: start.handle();
		return Bindings.send(idp.logout(), new Bindings.Outgoing(Bindings.REQUEST, xml, relayState, key));
	}

	@Override
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		return List.of();
	}

	/**
	 * Threads for what takes milliseconds.
	 *
	 * @param judging answers of providers
	 * @param signing requests of logins that begin and of logouts
	 */
	record Threads(MessageThreads judging, MessageThreads signing) {
	}

	/** An XML name begins with no digit. */
	private static String requestId(String handle) {
		return "_" + handle;
	}

	/** The address that {@link Bindings#send} takes. */
	static String first(Map<String, URI> addresses) {
		URI redirect = addresses.get(Names.REDIRECT);
		return ((redirect != null) ? redirect : addresses.values().iterator().next()).toASCIIString();
	}

}
