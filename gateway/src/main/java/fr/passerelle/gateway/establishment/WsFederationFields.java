package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.establishment.Field.Kind;
import fr.passerelle.gateway.establishment.Field.Place;

/**
 * The fields of a delegation by WS-Federation, in the document's order. A metadata
 * address is enough; name, address and certificate do without one.
 */
public final class WsFederationFields {

	private static final List<Field<?>> FIELDS = new ArrayList<>();

	/** The fields, in the document's order. */
	public static final List<Field<?>> ALL = Collections.unmodifiableList(FIELDS);

	public static final Field<URI> PASSIVE_URL = add(Field.address("passiveUrl", Kind.LINK).at(Place.WHERE_DIFFERENT));

	public static final Field<String> REALM = add(Field.text("realm"));

	public static final Field<String> ISSUER = add(Field.text("issuer").named("stsIssuer").at(Place.WHERE_DIFFERENT));

	public static final Field<URI> METADATA_URL = add(
			Field.address("metadataUrl", Kind.CALLED).named("stsMetadataUrl").at(Place.SERVER));

	public static final Field<List<X509Certificate>> CERTIFICATES = add(
			Field.certificates("certificates").named("stsCertificates").at(Place.WHERE_DIFFERENT).outOfAnswers());

	public static final Field<List<X509Certificate>> TRUSTED_CERTIFICATES = add(
			Field.certificates("trustedCertificates").named("certificates").at(Place.LAST).outOfAnswers());

	private WsFederationFields() {
	}

	private static <V> Field<V> add(Field<V> field) {
		FIELDS.add(field);
		return field;
	}

}
