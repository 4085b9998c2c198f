package fr.passerelle.gateway.login;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;

/**
 * The one address to which proofs of all establishments come back whose delegation is by
 * the platform. The login under way says which establishment is meant. The proof is
 * judged here, where no browser shows a cookie; {@link ReturnFlow} keeps it under a
 * one-time code and hands the browser over to the establishment's host, where it shows
 * that it began this login.
 */
public final class PlatformReturn implements PlatformAddresses {

	private final SignOnProtocols protocols;

	private final PendingLogins pending;

	private final EstablishmentDirectory directory;

	private final ReturnFlow returns;

	private final Refusals refusals;

	PlatformReturn(SignOnProtocols protocols, PendingLogins pending, EstablishmentDirectory directory,
			ReturnFlow returns, Refusals refusals) {
		this.protocols = protocols;
		this.pending = pending;
		this.directory = directory;
		this.returns = returns;
		this.refusals = refusals;
	}

	@Override
	public boolean owns(String path) {
		return this.protocols.returningTo(path).filter(ReturningProtocol::returnsByPost).isPresent();
	}

	@Override
	public CompletionStage<Answer> handle(VisitorRequest request) {
		ReturningProtocol protocol = this.protocols.returningTo(request.path().decoded()).orElseThrow();
		if (!request.method().equals("POST") || !Form.isForm(request.header("Content-Type"))) {
			return expired(request);
		}
		return request.body(ReturnFlow.MAX_PROOF)
			.exceptionally(BodyTooLargeException.instead(() -> new byte[0]))
			.thenCompose((body) -> comeBack(request, protocol, Form.read(body)));
	}

	private CompletionStage<Answer> comeBack(VisitorRequest request, ReturningProtocol protocol, Form form) {
		String handle = protocol.handle(ReturnedFields.posted(form));
		PendingLogin login = (handle != null) ? this.pending.find(handle) : null;
		Establishment establishment = (login != null) ? this.directory.byUai(login.uai()) : null;
		return (establishment != null)
				? this.returns.comeBack(request, protocol, new LoginReturn(establishment, true, null, form), true)
				: expired(request);
	}

	private CompletionStage<Answer> expired(VisitorRequest request) {
		return CompletableFuture.completedFuture(this.refusals.refuse(request, Refusal.of(ErrorCode.LOGIN_EXPIRED)));
	}

}
