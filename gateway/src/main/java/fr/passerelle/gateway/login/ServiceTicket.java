package fr.passerelle.gateway.login;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A ticket as an ENT hands it to the browser: letters, digits, {@code -._} and, for SAML
 * artifacts, {@code +/=}; 256 characters at most (contract, Login 4). A value of another
 * form never becomes a ticket, so that no crafted one can rewrite the validation request
 * (CVE-2014-4172).
 *
 * @param value the secret itself
 */
public record ServiceTicket(String value) {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9\\-._]{1,256}");

	private static final Pattern ARTIFACT_FORM = Pattern.compile("[A-Za-z0-9\\-._+/=]{1,256}");

	public ServiceTicket {
		if (!ARTIFACT_FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("The value does not have the form of a ticket.");
		}
	}

	/**
	 * Reads a ticket.
	 * @param value a parameter's or element's decoded value
	 * @param artifact whether it may be a SAML artifact
	 * @return the ticket; empty where the value cannot be one
	 */
	public static Optional<ServiceTicket> of(String value, boolean artifact) {
		boolean wellFormed = (artifact ? ARTIFACT_FORM : FORM).matcher(value).matches();
		return wellFormed ? Optional.of(new ServiceTicket(value)) : Optional.empty();
	}

	@Override
	public String toString() {
		return "ServiceTicket[redacted]";
	}

}
