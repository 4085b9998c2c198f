package fr.passerelle.mockcas;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The validation addresses of a CAS server, and the dialect of each.
 */
public enum Dialect {

	/** Two lines of text. */
	CAS1("/validate"),

	/** XML, refuses proxy tickets. */
	CAS2("/serviceValidate"),

	/** XML, accepts proxy tickets too. */
	CAS2_PROXY("/proxyValidate"),

	/** XML with attributes, refuses proxy tickets. */
	CAS3("/p3/serviceValidate"),

	/** XML with attributes, accepts proxy tickets too. */
	CAS3_PROXY("/p3/proxyValidate"),

	/** SAML 1.1 in a SOAP envelope, by POST. */
	SAML1("/samlValidate");

	private final String path;

	Dialect(String path) {
		this.path = path;
	}

	/**
	 * Returns the path below the server's own.
	 * @return the path, with a leading slash
	 */
	public String path() {
		return this.path;
	}

	boolean takesProxyTickets() {
		return this == CAS2_PROXY || this == CAS3_PROXY;
	}

	static @Nullable Dialect at(String path) {
		return Arrays.stream(values()).filter((dialect) -> dialect.path.equals(path)).findFirst().orElse(null);
	}

}
