package fr.passerelle.gateway.session;

import fr.passerelle.gateway.http.VisitorRequest;

/**
 * Where a session was opened from.
 *
 * @param address the client's address at the sign-in
 * @param device what kind of machine it was
 */
public record SignInOrigin(String address, Device device) {

	/** Where a request comes from; of its {@code User-Agent} only the class is kept. */
	public static SignInOrigin of(VisitorRequest request) {
		return new SignInOrigin(request.clientAddress(), Device.of(request.header("User-Agent")));
	}

}
