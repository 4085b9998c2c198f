package fr.passerelle.gateway.cas;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;

/**
 * One validation call. Without an envelope it is a GET; with one, a SOAP POST.
 *
 * @param address with its parameters, the ticket among them in the CAS dialects
 * @param envelope the SOAP message; empty for a GET
 */
record ValidationRequest(URI address, String envelope) implements EntRequest {

	/** SOAP 1.1 wants the header; Keycloak refuses without it. */
	private static final String SOAP_ACTION = "\"http://www.oasis-open.org/committees/security\"";

	boolean isPost() {
		return !this.envelope.isEmpty();
	}

	@Override
	public void write(Request request) {
		request.headers(
				(headers) -> headers.put(HttpHeader.ACCEPT, "text/xml, application/xml, text/plain;q=0.9, */*;q=0.1"));
		if (isPost()) {
			byte[] bytes = this.envelope.getBytes(StandardCharsets.UTF_8);
			request.method(HttpMethod.POST)
				.headers((headers) -> headers.put("SOAPAction", SOAP_ACTION))
				.body(new BytesRequestContent("text/xml; charset=utf-8", bytes));
		}
	}

	@Override
	public String toString() {
		return "ValidationRequest[redacted]";
	}

}
