package fr.passerelle.entcatalog;

/**
 * What an ENT offers to an application that delegates its login.
 */
public enum SignOn {

	/** A CAS server: the only way that a CAS delegation can use. */
	CAS,

	/** A Shibboleth federation, entered by SAML 2. */
	SHIBBOLETH,

	/** The ministry's account itself, entered by SAML 2 with an agreement. */
	EDUCONNECT,

	/** An OpenID Connect provider, entered with a client that it registers. */
	OIDC,

	/** A login form of its own that no other application can use. */
	FORM

}
