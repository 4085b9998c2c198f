package fr.passerelle.gateway.diagnosis;

import fr.passerelle.gateway.diagnosis.Step.Status;

/**
 * What a step of a diagnosis can find. {@code diagnosis.properties} says each in plain
 * words, with the remedy.
 */
public enum Finding {

	/** {0} addresses. */
	NAME_FOUND(Status.OK),
	/** {0} addresses, of a private network. */
	NAME_PRIVATE(Status.OK),
	/** {0} the proxy that looks it up. */
	NAME_BY_PROXY(Status.OK),
	/** The address is a number already. */
	NAME_LITERAL(Status.OK), NAME_UNKNOWN(Status.FAILED), NAME_TIMEOUT(Status.FAILED), NAME_FORBIDDEN(Status.FAILED),
	NAME_INSIDE(Status.FAILED),

	/** {0} address and port. */
	CONNECTED(Status.OK),
	/** {0} where it worked, {1} where it did not. */
	CONNECTED_PARTLY(Status.WARNING), CONNECTION_REFUSED(Status.FAILED), CONNECTION_TIMEOUT(Status.FAILED),
	CONNECTION_UNROUTABLE(Status.FAILED),

	/** {0} protocol, {1} whom the certificate names, {2} its issuer, {3} its last day. */
	TLS_TRUSTED(Status.OK),
	/** As before; {4} days left. */
	TLS_EXPIRES_SOON(Status.WARNING),
	/** {0} last day. */
	TLS_EXPIRED(Status.FAILED),
	/** {0} first day. */
	TLS_NOT_YET_VALID(Status.FAILED),
	/** {0} issuer, {1} how many certificates were sent. */
	TLS_UNTRUSTED(Status.FAILED),
	/** {0} whom the certificate names. */
	TLS_SELF_SIGNED(Status.FAILED),
	/** {0} names in the certificate. */
	TLS_OTHER_NAME(Status.FAILED), TLS_NOT_SPOKEN(Status.FAILED), TLS_REFUSED(Status.FAILED),
	TLS_TIMEOUT(Status.FAILED), TLS_PLAIN(Status.WARNING), TLS_PLAIN_LOCAL(Status.SKIPPED),

	/** {0} the provider's name. */
	METADATA_READ(Status.OK),
	/** {0} the provider's name. */
	METADATA_TYPED(Status.OK),
	/** {0} last day. */
	METADATA_ENDS_SOON(Status.WARNING),
	/** {0} last day. */
	METADATA_ENDED(Status.FAILED),
	/** {0} status. */
	METADATA_STATUS(Status.FAILED),
	/** {0} why, in English. */
	METADATA_UNREADABLE(Status.FAILED), METADATA_TIMEOUT(Status.FAILED), METADATA_UNREACHABLE(Status.FAILED),

	/** {0} how many, {1} the last day of the newest. */
	KEYS_KNOWN(Status.OK),
	/** As before. */
	KEYS_ENDED(Status.WARNING),

	/** {0} how many. */
	KEYS_READ(Status.OK),
	/** {0} why, in English. */
	KEYS_UNREADABLE(Status.FAILED),

	/** The made-up code is refused, by one who knows client and secret. */
	CODE_REFUSED(Status.OK),
	/** As before, of a client without a secret. */
	CODE_REFUSED_WITHOUT_SECRET(Status.OK),
	/** {0} code or status. */
	CODE_CLIENT_REFUSED(Status.FAILED),
	/** {0} code or status; the client has no secret. */
	CODE_CLIENT_UNKNOWN(Status.FAILED), CODE_SECRET_MISSING(Status.FAILED),
	/** The delegation is not saved yet. */
	CODE_SECRET_LATER(Status.SKIPPED), CODE_ACCEPTED(Status.FAILED),
	/** {0} code. */
	CODE_REFUSED_ODDLY(Status.WARNING),
	/** {0} status. */
	CODE_UNREADABLE(Status.FAILED), CODE_TIMEOUT(Status.FAILED), CODE_UNREACHABLE(Status.FAILED),

	/** {0} status. */
	SIGN_ON_ANSWERS(Status.OK),
	/** {0} status. */
	SIGN_ON_NOT_FOUND(Status.WARNING),

	/** {0} title. */
	LOGIN_PAGE_FOUND(Status.OK),
	/** {0} where the redirects lead, {1} how many, {2} title. */
	LOGIN_PAGE_ELSEWHERE(Status.OK),
	/** {0} title. */
	LOGIN_PAGE_UNRECOGNISED(Status.WARNING),
	/** {0} the address to write in the delegation. */
	LOGIN_PAGE_UPGRADED(Status.WARNING),
	/** {0} where it leads without encryption. */
	LOGIN_PAGE_DOWNGRADED(Status.WARNING),
	/** {0} where it leads. */
	LOGIN_PAGE_PRIVATE(Status.WARNING), LOGIN_PAGE_RETURNS(Status.WARNING),
	/** {0} status. */
	LOGIN_PAGE_NOT_FOUND(Status.FAILED),
	/** {0} status, {1} title. */
	LOGIN_PAGE_STATUS(Status.FAILED),
	/** {0} the address to register, {1} title. */
	LOGIN_PAGE_SERVICE_REFUSED(Status.FAILED),
	/** {0} how many. */
	LOGIN_PAGE_LOOP(Status.WARNING), LOGIN_PAGE_BAD_REDIRECT(Status.FAILED), LOGIN_PAGE_TIMEOUT(Status.FAILED),
	LOGIN_PAGE_UNREACHABLE(Status.FAILED),

	/** {0} code. */
	VALIDATION_REFUSES(Status.OK),
	/** {0} code, {1} seconds. */
	VALIDATION_SLOW(Status.WARNING),
	/** {0} code. */
	VALIDATION_REFUSES_ODDLY(Status.WARNING),
	/** {0} code, {1} the address to register, {2} the service that was refused. */
	VALIDATION_SERVICE_REFUSED(Status.FAILED), VALIDATION_ACCEPTS_ANYTHING(Status.FAILED),
	/** {0} what was seen, {1} dialect that works, {2} address that works. */
	VALIDATION_OTHER_WORKS(Status.FAILED),
	/** {0} status. */
	VALIDATION_NOT_FOUND(Status.FAILED),
	/** {0} status. */
	VALIDATION_FORBIDDEN(Status.FAILED),
	/** {0} status. */
	VALIDATION_SERVER_ERROR(Status.FAILED),
	/** {0} status. */
	VALIDATION_STATUS(Status.FAILED),
	/** {0} where it leads. */
	VALIDATION_REDIRECTS_TO_LOGIN(Status.FAILED),
	/** {0} where it leads. */
	VALIDATION_REDIRECTS_TO_HTTPS(Status.FAILED),
	/** {0} where it leads. */
	VALIDATION_REDIRECTS(Status.FAILED),
	/** {0} title. */
	VALIDATION_PAGE(Status.FAILED), VALIDATION_EMPTY(Status.FAILED), VALIDATION_TOO_LARGE(Status.FAILED),
	/** {0} the configured dialect. */
	VALIDATION_UNREADABLE(Status.FAILED), VALIDATION_DOCTYPE(Status.FAILED), VALIDATION_TIMEOUT(Status.FAILED),
	VALIDATION_UNREACHABLE(Status.FAILED), VALIDATION_BREAKS_OFF(Status.FAILED),

	/** {0} seconds. */
	CLOCK_AGREES(Status.OK),
	/** {0} seconds. */
	CLOCK_AHEAD(Status.WARNING),
	/** {0} seconds. */
	CLOCK_BEHIND(Status.WARNING), CLOCK_UNKNOWN(Status.SKIPPED),

	/** An earlier step failed. */
	NOT_TRIED(Status.SKIPPED),
	/** The time for the whole diagnosis is over. */
	OUT_OF_TIME(Status.SKIPPED);

	private final Status usual;

	Finding(Status usual) {
		this.usual = usual;
	}

	/** How bad it is, unless the step says otherwise. */
	Status usual() {
		return this.usual;
	}

}
