package fr.passerelle.gateway.cas;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import fr.passerelle.gateway.login.ProviderCall;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;

/** A call to a provider of OpenID Connect, which refuses with a status of its own. */
final class ProviderRequest implements EntRequest {

	private static final int BAD_REQUEST = 400;

	private static final int UNAUTHORIZED = 401;

	private final ProviderCall call;

	ProviderRequest(ProviderCall call) {
		this.call = call;
	}

	@Override
	public URI address() {
		return this.call.address();
	}

	@Override
	public void write(Request request) {
		request.headers((headers) -> {
			headers.put(HttpHeader.ACCEPT, this.call.accept());
			if (this.call.authorization() != null) {
				headers.put(HttpHeader.AUTHORIZATION, this.call.authorization());
			}
		});
		if (this.call.form() != null) {
			request.method(HttpMethod.POST)
				.body(new BytesRequestContent("application/x-www-form-urlencoded",
						this.call.form().getBytes(StandardCharsets.US_ASCII)));
		}
	}

	@Override
	public boolean takes(int status) {
		return status == 200 || status == BAD_REQUEST || status == UNAUTHORIZED;
	}

}
