package fr.passerelle.gateway.login;

import java.util.regex.Pattern;

/**
 * A ticket as an ENT hands it to the browser: letters, digits, {@code -._} and, for SAML
 * artifacts, {@code +/=}; 256 characters at most (contract, Login 4). Anything else is
 * refused before a call is made, since a crafted ticket once rewrote the validation
 * request (CVE-2014-4172).
 *
 * @param value the secret itself
 */
public record ServiceTicket(String value) {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9\\-._]{1,256}");

	private static final Pattern SAML_FORM = Pattern.compile("[A-Za-z0-9\\-._+/=]{1,256}");

	/** Whether a parameter's decoded value can be a ticket at all. */
	public static boolean isWellFormed(String value, boolean saml) {
		return (saml ? SAML_FORM : FORM).matcher(value).matches();
	}

	@Override
	public String toString() {
		return "ServiceTicket[redacted]";
	}

}
