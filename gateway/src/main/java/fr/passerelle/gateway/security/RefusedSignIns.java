package fr.passerelle.gateway.security;

import java.time.Clock;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.http.SecretText;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Notes refused sign-ins of administrators. The journal names the account whose password
 * or code was tried, so that its owner can be warned; what was typed where no account has
 * that name is not kept, since people type passwords into that field.
 */
final class RefusedSignIns {

	private static final int REFERENCE_LENGTH = 10;

	private final Administrators administrators;

	private final Caller caller;

	private final AuditTrail audit;

	private final Clock clock;

	RefusedSignIns(Administrators administrators, Caller caller, AuditTrail audit, Clock clock) {
		this.administrators = administrators;
		this.caller = caller;
		this.audit = audit;
		this.clock = clock;
	}

	/** The name that a refused request brought; null where it brought none. */
	static @Nullable String tried(AuthenticationException cause) {
		Authentication given = cause.getAuthenticationRequest();
		return (given != null) ? given.getName() : null;
	}

	/**
	 * Keeps one of a CAS user whom the server vouches for, and whom no account is bound
	 * to.
	 * @param user with the server's label
	 */
	void recordUser(HttpServletRequest request, String user, String code) {
		this.audit.refused(AuditEntry.of(this.clock.instant(), AuditType.ADMIN_LOGIN_REFUSED)
			.withAddress(this.caller.address(request))
			.withCode(code)
			.withDetail(user));
	}

	/**
	 * Keeps one.
	 * @param typed the name as it came
	 * @param code why it was refused
	 * @return the reference for the answer; of many alike, that of the entry that counts
	 * them
	 */
	String record(HttpServletRequest request, @Nullable String typed, String code) {
		String reference = SecretText.random().substring(0, REFERENCE_LENGTH);
		AuditEntry entry = AuditEntry.of(this.clock.instant(), AuditType.ADMIN_LOGIN_REFUSED)
			.withReference(reference)
			.withAddress(this.caller.address(request))
			.withCode(code);
		String known = (typed != null) ? this.administrators.find(typed).map(Account::username).orElse(null) : null;
		String kept = this.audit.refused((known != null) ? entry.withPerson(known) : entry);
		return (kept != null) ? kept : reference;
	}

}
