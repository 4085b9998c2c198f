package fr.passerelle.gateway.cas;

import java.net.URI;

/**
 * One validation call. Without an envelope it is a GET; with one, a SOAP POST.
 *
 * @param address with its parameters, the ticket among them in the CAS dialects
 * @param envelope the SOAP message; empty for a GET
 */
record ValidationRequest(URI address, String envelope) {

	boolean isPost() {
		return !this.envelope.isEmpty();
	}

	@Override
	public String toString() {
		return "ValidationRequest[redacted]";
	}

}
