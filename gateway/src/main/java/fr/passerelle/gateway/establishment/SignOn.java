package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/**
 * How a delegation signs people on: a protocol with all its addresses and settings, where
 * document, catalogue and conventions are already one.
 */
public sealed interface SignOn permits Cas, Saml, WsFederation, Oidc {

	/** The protocol that is spoken with the ENT. */
	Protocol protocol();

	/** The protocol that the document names, whose block has the fields. */
	default Protocol declared() {
		return (EduConnect.of(this) != null) ? Protocol.EDUCONNECT : protocol();
	}

	/** The values of the protocol's fields. */
	FieldValues values();

	/** Where the browser is sent. */
	URI loginUrl();

	/** Where the browser may end its session at the ENT. */
	URI logoutUrl();

	/** The address whose server vouches for people: its host names the ENT. */
	URI voucher();

	/**
	 * How answers of the ENT are read, e.g. {@code CAS2}.
	 */
	String dialect();

	/** Authorities to trust for this ENT beside the platform's own. */
	List<X509Certificate> trustedCertificates();

	/**
	 * Whether what the browser brings back may be a SAML artifact, which has other
	 * characters than a ticket.
	 */
	boolean bringsArtifacts();

	/**
	 * What the ENT's administrators must be told: where people arrive, or the address of
	 * a document that says it.
	 */
	String register(Establishment establishment);

	/**
	 * What names the server that vouches for people: two delegations with one issuer are
	 * led to the same people.
	 */
	default String issuer() {
		return String.valueOf(voucher().getRawAuthority()).toLowerCase(Locale.ROOT);
	}

	/** The addresses at which a login calls or leads to the ENT. */
	default List<URI> visited() {
		return List.of(loginUrl(), voucher());
	}

}
