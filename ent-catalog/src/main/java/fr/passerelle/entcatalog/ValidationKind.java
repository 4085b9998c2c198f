package fr.passerelle.entcatalog;

/**
 * How an ENT validates a ticket, named as in an establishment's configuration.
 */
public enum ValidationKind {

	/** CAS 1.0: two lines of text, no attribute. */
	CAS1("validate"),

	/** CAS 2.0: XML. */
	CAS2("serviceValidate"),

	/** CAS 3.0: XML, attributes included. */
	CAS3("p3/serviceValidate"),

	/** SAML 1.1 in a SOAP envelope, as Atrium does. */
	SAML1("samlValidate");

	private final String path;

	ValidationKind(String path) {
		this.path = path;
	}

	/**
	 * The path of the validation below the server's address, if the ENT follows the CAS
	 * convention.
	 * @return the path, without a slash before it
	 */
	public String path() {
		return this.path;
	}

}
