package fr.passerelle.gateway.http;

/**
 * Every refusal a visitor can meet, with its status; the name travels in the header
 * {@code Passerelle-Error}.
 */
public enum ErrorCode {

	UNKNOWN_HOST(421), UNKNOWN_PATH(404), MALFORMED_REQUEST(400), ESPACE_CLOSED(503), ENT_UNREACHABLE(502),
	ENT_TIMEOUT(504), ENT_ANSWER_INVALID(502), TICKET_REFUSED(401), LOGIN_EXPIRED(400), PROFILE_NOT_ALLOWED(403),
	OTHER_ESTABLISHMENT(403), UNKNOWN_PERSON(403), BAD_CREDENTIALS(401), DIRECT_LOGIN_CLOSED(403),
	ADDRESS_SUSPENDED(429), LOGIN_REQUIRED(401), UPSTREAM_UNREACHABLE(502), STORE_UNAVAILABLE(503), INTERNAL_ERROR(500);

	private final int status;

	ErrorCode(int status) {
		this.status = status;
	}

	/** The HTTP status of the answer. */
	public int status() {
		return this.status;
	}

}
