package fr.passerelle.gateway.saml;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Establishment;
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
import fr.passerelle.gateway.login.ReturnedFields;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.LoggedOutPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Logout messages of providers. They come in the visitor's browser from another site,
 * without our cookies: the signed names in them find the sessions. The answer is the same
 * whether they opened any.
 */
final class LogoutMessages {

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

	LogoutMessages(Idps idps, SamlKeys keys, MessageTime time, SharedTable<Boolean> seen, SingleLogout logout,
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

	/** Answers a request for a logout address. */
	CompletionStage<Answer> handle(VisitorRequest request, Recipient recipient) {
		if (!request.method().equals("POST")) {
			String query = request.query();
			return listen(request, recipient, new Message(false, query, ReturnedFields.inQuery(query)),
					(query != null) ? query.length() : 0);
		}
		boolean form = Form.isForm(request.header("Content-Type"));
		return request.body(MAX_FORM)
			.exceptionally(BodyTooLargeException.instead(() -> new byte[0]))
			.thenCompose((body) -> listen(request, recipient,
					new Message(true, null, ReturnedFields.posted(Form.read(form ? body : new byte[0]))), body.length));
	}

	private CompletionStage<Answer> listen(VisitorRequest request, Recipient recipient, Message message, int length) {
		return this.threads.run(length, () -> listen(request, recipient, message),
				() -> refuse(request, recipient, ErrorCode.ENT_TIMEOUT));
	}

	private Answer listen(VisitorRequest request, Recipient recipient, Message message) {
		String answered = message.only(Bindings.RESPONSE);
		if (answered != null) {
			return afterOurs(request, recipient, message, LogoutAnswer.isSuccess(message.post(), answered));
		}
		try {
			return end(request, recipient, message);
		}
		catch (XmlRefusedException ex) {
			return refuse(request, recipient, ErrorCode.MALFORMED_REQUEST);
		}
	}

	/**
	 * Our session ended before we asked: what the provider says changes no more than a
	 * word on the page.
	 */
	private Answer afterOurs(VisitorRequest request, Recipient recipient, Message message, boolean success) {
		String left = message.only(Bindings.RELAY_STATE);
		Establishment place = recipient.establishment();
		if (left != null) {
			for (Establishment one : (place != null) ? List.of(place)
					: recipient.members().stream().map(Recipient.Member::establishment).distinct().toList()) {
				String page = this.comebacks.page(left, one);
				if (page != null) {
					return Answer.redirect(message.post() ? 303 : 302, page);
				}
				if (place == null && one.uai().value().equals(left)) {
					return loggedOut(request, one, !success);
				}
			}
		}
		return (place != null) ? loggedOut(request, place, !success)
				: refuse(request, recipient, ErrorCode.LOGIN_EXPIRED);
	}

	private Answer end(VisitorRequest request, Recipient recipient, Message message) throws XmlRefusedException {
		String sent = message.only(Bindings.REQUEST);
		if (sent == null) {
			throw new XmlRefusedException("There is no SAMLRequest, or there are two.");
		}
		LogoutRequest asked = LogoutRequest.read(message.post() ? Bindings.posted(sent) : Bindings
			.inflated(Objects.requireNonNull(Query.decode(Query.values(message.query(), Bindings.REQUEST).get(0)))));
		List<Known> signers = signers(recipient, message, asked);
		asked.check(recipient.us().logout(), this.time);
		String once = SecretText.hash(asked.issuer() + "\n" + asked.id());
		synchronized (this.seen) {
			if (this.seen.get(once) != null) {
				throw new XmlRefusedException("The logout request came before.");
			}
			this.seen.put(once, true, 2 * once.length(), request.clientAddress());
		}
		for (Known known : signers) {
			this.logout.end(request, known.member().establishment(), null,
					asked.sessions(known.member().delegation().id(), known.idp()));
		}
		return answer(request, recipient, message, new Answered(signers.get(0), asked.id()));
	}

	private Answer answer(VisitorRequest request, Recipient recipient, Message message, Answered answered) {
		Recipient.Member member = answered.known().member();
		Idp idp = answered.known().idp();
		Map<String, URI> to = idp.logoutReturn().isEmpty() ? idp.logout() : idp.logoutReturn();
		SamlKey key = this.keys.signing(recipient.us().owner());
		if (to.isEmpty() || key == null) {
			return loggedOut(request, member.establishment(), false);
		}
		String relayState = message.only(Bindings.RELAY_STATE);
		String echoed = (relayState != null && relayState.length() <= Bindings.MAX_RELAY_STATE) ? relayState : null;
		String xml = new Messages(this.time).loggedOut(
				new Messages.Envelope("_" + SecretText.random(), recipient.us().entityId(), SamlProtocol.first(to)),
				answered.requestId());
		return new Departures(this.pages).answer(message.post() ? 303 : 302, request,
				new Departures.Way(member.establishment(), member.delegation(),
						Bindings.send(to, new Bindings.Outgoing(Bindings.RESPONSE, xml, echoed, key))));
	}

	/**
	 * The providers of this name among those of the recipient's delegations whose key
	 * signed the request: several delegations may lead to one provider, whose signature
	 * is then checked once. One at least.
	 */
	private List<Known> signers(Recipient recipient, Message message, LogoutRequest asked) throws XmlRefusedException {
		XmlRefusedException refusal = new XmlRefusedException(
				"The logout request is by no identity provider of this service provider.");
		Map<Idp, Boolean> signed = new HashMap<>();
		List<Known> signers = new ArrayList<>();
		for (Recipient.Member member : recipient.members()) {
			Idp idp = this.idps.of(member.saml());
			if (idp == null || !idp.entityId().equals(asked.issuer()) || !idp.isValid(this.time.now())) {
				continue;
			}
			Boolean known = signed.get(idp);
			if (known == null) {
				try {
					verify(message, asked, idp);
					known = true;
				}
				catch (XmlRefusedException ex) {
					refusal = ex;
					known = false;
				}
				signed.put(idp, known);
			}
			if (known) {
				signers.add(new Known(member, idp));
			}
		}
		if (signers.isEmpty()) {
			throw refusal;
		}
		return signers;
	}

	private static void verify(Message message, LogoutRequest asked, Idp idp) throws XmlRefusedException {
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

	private Answer refuse(VisitorRequest request, Recipient recipient, ErrorCode code) {
		Establishment place = recipient.establishment();
		return this.refusals.refuse(request,
				(place != null) ? Refusal.of(code, place).offering(Action.Kind.HOME, place.home()) : Refusal.of(code));
	}

	/**
	 * What came.
	 *
	 * @param post whether as a form; otherwise in the query
	 * @param query the raw query; null without one
	 * @param fields of the form or the query
	 */
	private record Message(boolean post, @Nullable String query, ReturnedFields fields) {

		@Nullable String only(String name) {
			return this.fields.only(name);
		}

		@Override
		public String toString() {
			return "Message[redacted]";
		}

	}

	/** A delegation and its provider. */
	private record Known(Recipient.Member member, Idp idp) {
	}

	/** A request of a provider that was believed. */
	private record Answered(Known known, String requestId) {
	}

}
