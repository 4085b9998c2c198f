package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.establishment.Field.Kind;
import fr.passerelle.gateway.establishment.Field.Place;

/**
 * The fields of a delegation by SAML 2, in the document's order. A metadata address is
 * enough; the metadata itself, or name, address and certificate, do without one.
 */
public final class SamlFields {

	private static final List<Field<?>> FIELDS = new ArrayList<>();

	/** The fields, in the document's order. */
	public static final List<Field<?>> ALL = Collections.unmodifiableList(FIELDS);

	public static final Field<URI> METADATA_URL = add(Field.address("metadataUrl", Kind.CALLED).at(Place.SERVER));

	public static final Field<String> METADATA = add(
			Field.document("metadata").at(Place.WHERE_DIFFERENT).outOfAnswers());

	public static final Field<String> ENTITY_ID = add(Field.text("entityId").at(Place.WHERE_DIFFERENT));

	public static final Field<URI> SSO_URL = add(Field.address("ssoUrl", Kind.LINK).at(Place.WHERE_DIFFERENT));

	public static final Field<URI> SLO_URL = add(Field.address("sloUrl", Kind.LINK).at(Place.WHERE_DIFFERENT));

	public static final Field<List<X509Certificate>> CERTIFICATES = add(
			Field.certificates("certificates").named("idpCertificates").at(Place.WHERE_DIFFERENT).outOfAnswers());

	public static final Field<NameIdFormat> NAME_ID = add(Field.choice("nameId", NameIdFormat.class));

	public static final Field<Boolean> SIGN_REQUESTS = add(Field.flagSet("signRequests"));

	public static final Field<Boolean> WANT_ENCRYPTED = add(Field.flag("wantEncrypted"));

	public static final Field<String> AUTHN_CONTEXT = add(Field.text("authnContext"));

	public static final Field<Boolean> FORCE_AUTHN = add(Field.flag("forceAuthn"));

	public static final Field<List<X509Certificate>> METADATA_CERTIFICATES = add(
			Field.certificates("metadataCertificates").at(Place.LAST).outOfAnswers());

	public static final Field<List<X509Certificate>> TRUSTED_CERTIFICATES = add(
			Field.certificates("trustedCertificates").named("certificates").at(Place.LAST).outOfAnswers());

	private SamlFields() {
	}

	private static <V> Field<V> add(Field<V> field) {
		FIELDS.add(field);
		return field;
	}

}
