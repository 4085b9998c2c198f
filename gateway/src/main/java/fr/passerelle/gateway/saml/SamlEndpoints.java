package fr.passerelle.gateway.saml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.Comebacks;
import fr.passerelle.gateway.login.Departures;
import fr.passerelle.gateway.login.LoginReturn;
import fr.passerelle.gateway.login.ProtocolAddresses;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.LoggedOutPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;

/**
 * An establishment's metadata, and its logout address. A logout request comes in the
 * visitor's browser from another site, without our cookies: the signed names in it find
 * the sessions. The answer is the same whether they opened any.
 */
final class SamlEndpoints implements ProtocolAddresses {

	/** No form of a logout message is longer, in bytes. */
	private static final int MAX_FORM = 128 * 1024;

	private final Idps idps;

	private final SamlKeys keys;

	private final MessageTime time;

	private final SharedTable<Boolean> seen;

	private final SingleLogout logout;

	private final Comebacks comebacks;

	private final MessageThreads threads;

	private final Pages pages;

	private final Refusals refusals;

	SamlEndpoints(Idps idps, SamlKeys keys, MessageTime time, SharedTable<Boolean> seen, SingleLogout logout,
			Comebacks comebacks, MessageThreads threads, Pages pages, Refusals refusals) {
		this.comebacks = comebacks;
		this.threads = threads;
		this.idps = idps;
		this.keys = keys;
		this.time = time;
		this.seen = seen;
		this.logout = logout;
		this.pages = pages;
		this.refusals = refusals;
	}

	@Override
	public boolean owns(String path) {
		return path.equals(SamlAddresses.METADATA) || path.equals(SamlAddresses.LOGOUT);
	}

	@Override
	public CompletionStage<Answer> handle(VisitorRequest request, Establishment establishment) {
		if (request.path().decoded().equals(SamlAddresses.METADATA)) {
			return done(metadata(request, establishment));
		}
		if (!request.method().equals("POST")) {
			String query = request.query();
			return listen(request, new LoginReturn(establishment, false, query, Form.read(new byte[0])),
					(query != null) ? query.length() : 0);
		}
		boolean form = Form.isForm(request.header("Content-Type"));
		return request.body(MAX_FORM)
			.exceptionally(BodyTooLargeException.instead(() -> new byte[0]))
			.thenCompose((body) -> listen(request,
					new LoginReturn(establishment, true, null, Form.read(form ? body : new byte[0])), body.length));
	}

	private CompletionStage<Answer> listen(VisitorRequest request, LoginReturn message, int length) {
		return this.threads.run(length, () -> listen(request, message),
				() -> refuse(request, message.establishment(), ErrorCode.ENT_TIMEOUT));
	}

	private Answer metadata(VisitorRequest request, Establishment establishment) {
		boolean asked = request.method().equals("GET") || request.method().equals("HEAD");
		boolean used = establishment.delegations()
			.stream()
			.anyMatch((delegation) -> delegation.signOn().protocol() == Protocol.SAML2);
		if (!asked || !used || !this.keys.isReady(establishment.uai())) {
			return refuse(request, establishment, ErrorCode.UNKNOWN_PATH);
		}
		return Answer.page(200, SpMetadata.TYPE,
				new SpMetadata(this.keys).of(establishment).getBytes(StandardCharsets.UTF_8));
	}

	private Answer listen(VisitorRequest request, LoginReturn message) {
		String answered = message.only(Bindings.RESPONSE);
		if (answered != null) {
			String left = message.only(Bindings.RELAY_STATE);
			String page = (left != null) ? this.comebacks.page(left, message.establishment()) : null;
			if (page != null) {
				return Answer.redirect(message.post() ? 303 : 302, page);
			}
			// Our session ended before we asked: what the provider says changes no more
			// than
			// a word on the page.
			return loggedOut(request, message.establishment(), !LogoutAnswer.isSuccess(message.post(), answered));
		}
		try {
			return end(request, message);
		}
		catch (XmlRefusedException ex) {
			return refuse(request, message.establishment(), ErrorCode.MALFORMED_REQUEST);
		}
	}

	private Answer end(VisitorRequest request, LoginReturn message) throws XmlRefusedException {
		String sent = message.only(Bindings.REQUEST);
		if (sent == null) {
			throw new XmlRefusedException("There is no SAMLRequest, or there are two.");
		}
		Establishment establishment = message.establishment();
		LogoutRequest asked = LogoutRequest.read(message.post() ? Bindings.posted(sent) : Bindings
			.inflated(Objects.requireNonNull(Query.decode(Query.values(message.query(), Bindings.REQUEST).get(0)))));
		List<Known> signers = signers(message, asked);
		asked.check(SamlAddresses.logout(establishment), this.time);
		String once = SecretText.hash(asked.issuer() + "\n" + asked.id());
		synchronized (this.seen) {
			if (this.seen.get(once) != null) {
				throw new XmlRefusedException("The logout request came before.");
			}
			this.seen.put(once, true, 2 * once.length(), request.clientAddress());
		}
		for (Known known : signers) {
			this.logout.end(request, establishment, null, asked.sessions(known.delegation().id(), known.idp()));
		}
		return answer(request, message, signers.get(0), asked.id());
	}

	private Answer answer(VisitorRequest request, LoginReturn message, Known known, String requestId) {
		Establishment establishment = message.establishment();
		Map<String, URI> to = known.idp().logoutReturn().isEmpty() ? known.idp().logout() : known.idp().logoutReturn();
		SamlKey key = this.keys.signing(establishment.uai());
		if (to.isEmpty() || key == null) {
			return loggedOut(request, establishment, false);
		}
		String relayState = message.only(Bindings.RELAY_STATE);
		String echoed = (relayState != null && relayState.length() <= Bindings.MAX_RELAY_STATE) ? relayState : null;
		String xml = new Messages(this.time).loggedOut(new Messages.Envelope("_" + SecretText.random(),
				SamlAddresses.entityId(establishment), SamlProtocol.first(to)), requestId);
		return new Departures(this.pages).answer(message.post() ? 303 : 302, request, new Departures.Way(establishment,
				known.delegation(), Bindings.send(to, new Bindings.Outgoing(Bindings.RESPONSE, xml, echoed, key))));
	}

	/**
	 * The providers of this name among those of the establishment, inactive ones too,
	 * whose key signed the request: several delegations may lead to one provider. One at
	 * least.
	 */
	private List<Known> signers(LoginReturn message, LogoutRequest asked) throws XmlRefusedException {
		XmlRefusedException refusal = new XmlRefusedException(
				"The logout request is by no identity provider of this establishment.");
		List<Known> signers = new ArrayList<>();
		for (Delegation delegation : message.establishment().delegations()) {
			Idp idp = (delegation.signOn() instanceof Saml saml) ? this.idps.of(saml) : null;
			if (idp != null && idp.entityId().equals(asked.issuer()) && idp.isValid(this.time.now())) {
				try {
					verify(message, asked, idp);
					signers.add(new Known(delegation, idp));
				}
				catch (XmlRefusedException ex) {
					refusal = ex;
				}
			}
		}
		if (signers.isEmpty()) {
			throw refusal;
		}
		return signers;
	}

	private static void verify(LoginReturn message, LogoutRequest asked, Idp idp) throws XmlRefusedException {
		if (message.post()) {
			asked.verify(idp);
		}
		else {
			Bindings.verify(message.query(), Bindings.REQUEST, idp.keys());
		}
	}

	private Answer loggedOut(VisitorRequest request, Establishment establishment, boolean remains) {
		return this.pages.loggedOut(request,
				new LoggedOutPage(establishment.name(), List.of(), remains, establishment.home()));
	}

	private Answer refuse(VisitorRequest request, Establishment establishment, ErrorCode code) {
		return this.refusals.refuse(request,
				Refusal.of(code, establishment).offering(Action.Kind.HOME, establishment.home()));
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

	/** A delegation and its provider. */
	private record Known(Delegation delegation, Idp idp) {
	}

}
