package fr.passerelle.gateway.saml;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.PlatformAddresses;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;

/** The platform's metadata, and its logout address. */
final class PlatformEndpoints implements PlatformAddresses {

	private final PlatformEduConnect platform;

	private final SamlKeys keys;

	private final LogoutMessages logouts;

	private final Supplier<Collection<Establishment>> establishments;

	private final Refusals refusals;

	PlatformEndpoints(PlatformEduConnect platform, SamlKeys keys, LogoutMessages logouts,
			Supplier<Collection<Establishment>> establishments, Refusals refusals) {
		this.platform = platform;
		this.keys = keys;
		this.logouts = logouts;
		this.establishments = establishments;
		this.refusals = refusals;
	}

	@Override
	public boolean owns(String path) {
		return path.equals(SamlAddresses.METADATA) || path.equals(SamlAddresses.LOGOUT);
	}

	@Override
	public CompletionStage<Answer> handle(VisitorRequest request) {
		String url = this.platform.url();
		if (url == null) {
			return CompletableFuture.completedFuture(unknown(request));
		}
		ServiceProvider us = ServiceProvider.ofPlatform(url);
		if (!request.path().decoded().equals(SamlAddresses.METADATA)) {
			return this.logouts.handle(request, Recipient.of(us, this.establishments.get()));
		}
		boolean asked = request.method().equals("GET") || request.method().equals("HEAD");
		return CompletableFuture
			.completedFuture((asked && this.keys.isReady(us.owner()))
					? Answer.page(200, SpMetadata.TYPE,
							new SpMetadata(this.keys).ofPlatform(us).getBytes(StandardCharsets.UTF_8))
					: unknown(request));
	}

	private Answer unknown(VisitorRequest request) {
		return this.refusals.refuse(request, Refusal.of(ErrorCode.UNKNOWN_PATH));
	}

}
