package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An ENT's CAS addresses and dialect, complete: catalogue entry and overrides are already
 * one.
 *
 * @param values of {@link CasFields}; the login, validation and logout addresses and the
 * dialect have one
 */
public record Cas(FieldValues values) implements SignOn {

	public Cas {
		values.get(CasFields.LOGIN_URL);
		values.get(CasFields.VALIDATION_URL);
		values.get(CasFields.LOGOUT_URL);
		values.get(CasFields.VALIDATION);
	}

	/** One with these addresses. */
	public Cas(URI loginUrl, URI validationUrl, URI logoutUrl, Validation validation, boolean renew,
			List<X509Certificate> trustedCertificates) {
		this(FieldValues.NONE.with(CasFields.LOGIN_URL, loginUrl)
			.with(CasFields.VALIDATION_URL, validationUrl)
			.with(CasFields.LOGOUT_URL, logoutUrl)
			.with(CasFields.VALIDATION, validation)
			.with(CasFields.RENEW, renew)
			.with(CasFields.TRUSTED_CERTIFICATES, List.copyOf(trustedCertificates)));
	}

	/**
	 * The CAS settings of a delegation.
	 * @throws IllegalArgumentException if it signs people on by another protocol
	 */
	public static Cas of(Delegation delegation) {
		if (delegation.signOn() instanceof Cas cas) {
			return cas;
		}
		throw new IllegalArgumentException(delegation.id() + " signs on by " + delegation.signOn().protocol());
	}

	@Override
	public Protocol protocol() {
		return Protocol.CAS;
	}

	/** Where the browser is sent; may carry a query of its own. */
	@Override
	public URI loginUrl() {
		return this.values.get(CasFields.LOGIN_URL);
	}

	/** Where the gateway has tickets validated. */
	public URI validationUrl() {
		return this.values.get(CasFields.VALIDATION_URL);
	}

	@Override
	public URI logoutUrl() {
		return this.values.get(CasFields.LOGOUT_URL);
	}

	@Override
	public URI voucher() {
		return validationUrl();
	}

	@Override
	public String register(Establishment establishment) {
		return establishment.registrationPattern();
	}

	@Override
	public String dialect() {
		return validation().name();
	}

	@Override
	public boolean bringsArtifacts() {
		return validation() == Validation.SAML1;
	}

	/** The dialect. */
	public Validation validation() {
		return this.values.get(CasFields.VALIDATION);
	}

	/**
	 * Whether the ENT asks for primary credentials at every login (CAS 3.0 §2.1.1).
	 */
	public boolean renew() {
		return this.values.get(CasFields.RENEW);
	}

	/**
	 * Authorities to trust for this ENT beside the platform's own; empty: the platform's
	 * alone.
	 */
	@Override
	public List<X509Certificate> trustedCertificates() {
		return this.values.get(CasFields.TRUSTED_CERTIFICATES);
	}

	/** The same server, asked in another dialect at another address. */
	public Cas validating(Validation dialect, URI address) {
		return new Cas(this.values.with(CasFields.VALIDATION, dialect).with(CasFields.VALIDATION_URL, address));
	}

}
