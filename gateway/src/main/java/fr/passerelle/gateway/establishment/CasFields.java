package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.establishment.Field.Kind;
import fr.passerelle.gateway.establishment.Field.Place;

/**
 * The fields of a delegation by CAS, in the document's order. A new field is one line
 * here and its words: {@code delegations.<name>} in the console's messages, and
 * {@code history.field.delegation.cas.<key>}.
 */
public final class CasFields {

	private static final List<Field<?>> FIELDS = new ArrayList<>();

	/** The fields, in the document's order. */
	public static final List<Field<?>> ALL = Collections.unmodifiableList(FIELDS);

	public static final Field<URI> SERVER_URL = add(
			Field.address("serverUrl", Kind.SERVER).at(Place.SERVER).outOfAnswers());

	public static final Field<URI> LOGIN_URL = add(Field.address("loginUrl", Kind.LINK).at(Place.WHERE_DIFFERENT));

	public static final Field<URI> VALIDATION_URL = add(
			Field.address("validationUrl", Kind.CALLED).at(Place.WHERE_DIFFERENT));

	public static final Field<URI> LOGOUT_URL = add(Field.address("logoutUrl", Kind.LINK));

	/** Most ENTs answer in the CAS 2 dialect. */
	public static final Field<Validation> VALIDATION = add(
			Field.choice("validation", Validation.class).at(Place.MAIN).suggesting(Validation.CAS2));

	public static final Field<Boolean> RENEW = add(Field.flag("renew"));

	public static final Field<List<X509Certificate>> TRUSTED_CERTIFICATES = add(
			Field.certificates("trustedCertificates").named("certificates").at(Place.LAST).outOfAnswers());

	private CasFields() {
	}

	private static <V> Field<V> add(Field<V> field) {
		FIELDS.add(field);
		return field;
	}

}
