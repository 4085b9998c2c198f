package fr.passerelle.gateway.cas;

import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.login.CleanText;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Authenticated;
import fr.passerelle.gateway.login.DelegationOutcome.Refused;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * CAS 1.0 (§2.4.2): a line {@code yes} and a line with the user, or a line {@code no}.
 * Whole lines count: a client that looked for a beginning took "yesterday" for a yes.
 */
final class PlainDialect implements Dialect {

	/** The code of a plain refusal, which names none itself. */
	static final String REFUSAL = "INVALID_TICKET";

	/**
	 * Whether an answer is a line {@code no} and nothing else. Every dialect asks this,
	 * since servers refuse so at every address; a {@code yes} counts only in this
	 * dialect.
	 */
	static boolean isRefusal(String text) {
		return text.stripTrailing().equals("no");
	}

	@Override
	public ValidationRequest request(Cas cas, String service, ServiceTicket ticket) {
		return Dialect.get(cas, service, ticket);
	}

	@Override
	public DelegationOutcome read(Reply reply, String service) throws ValidationFailedException {
		String text = reply.text();
		if (isRefusal(text)) {
			return new Refused(REFUSAL);
		}
		List<String> lines = List.of(text.stripTrailing().split("\r?\n", -1));
		if (lines.size() != 2 || !lines.get(0).equals("yes")) {
			throw ValidationFailedException.invalid("The ENT's answer is neither yes and a user, nor no.");
		}
		String user = CleanText.user(lines.get(1));
		if (user.indexOf('<') >= 0 || user.indexOf('>') >= 0) {
			throw ValidationFailedException.invalid("The user in the ENT's answer holds markup.");
		}
		return new Authenticated(new RemoteIdentity(user, Map.of()));
	}

}
