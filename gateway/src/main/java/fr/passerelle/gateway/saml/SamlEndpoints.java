package fr.passerelle.gateway.saml;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.ProtocolAddresses;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;

/** An establishment's metadata, and its logout address. */
final class SamlEndpoints implements ProtocolAddresses {

	private final SamlKeys keys;

	private final LogoutMessages logouts;

	private final Refusals refusals;

	SamlEndpoints(SamlKeys keys, LogoutMessages logouts, Refusals refusals) {
		this.keys = keys;
		this.logouts = logouts;
		this.refusals = refusals;
	}

	@Override
	public boolean owns(String path) {
		return path.equals(SamlAddresses.METADATA) || path.equals(SamlAddresses.LOGOUT);
	}

	@Override
	public CompletionStage<Answer> handle(VisitorRequest request, Establishment establishment) {
		Recipient recipient = Recipient.of(establishment);
		return request.path().decoded().equals(SamlAddresses.METADATA)
				? CompletableFuture.completedFuture(metadata(request, establishment, recipient))
				: this.logouts.handle(request, recipient);
	}

	private Answer metadata(VisitorRequest request, Establishment establishment, Recipient recipient) {
		boolean asked = request.method().equals("GET") || request.method().equals("HEAD");
		if (!asked || recipient.members().isEmpty() || !this.keys.isReady(recipient.us().owner())) {
			return this.refusals.refuse(request,
					Refusal.of(ErrorCode.UNKNOWN_PATH, establishment).offering(Action.Kind.HOME, establishment.home()));
		}
		return Answer.page(200, SpMetadata.TYPE,
				new SpMetadata(this.keys).of(establishment).getBytes(StandardCharsets.UTF_8));
	}

}
