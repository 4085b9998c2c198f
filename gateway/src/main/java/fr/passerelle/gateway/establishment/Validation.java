package fr.passerelle.gateway.establishment;

/**
 * How an ENT validates a ticket, with the path that CAS convention gives the address (CAS
 * protocol 3.0 §2.4, §2.5, §2.8, §4.2).
 */
public enum Validation {

	CAS1("validate"), CAS2("serviceValidate"), CAS3("p3/serviceValidate"), SAML1("samlValidate");

	private final String path;

	Validation(String path) {
		this.path = path;
	}

	/** The path under the server address, where no validation address is given. */
	public String path() {
		return this.path;
	}

}
