package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.establishment.Field.Kind;
import fr.passerelle.gateway.establishment.Field.Place;

/**
 * The fields of a delegation by OpenID Connect, in the document's order. The issuer and
 * the client's name are enough. The client's secret is no field: it is kept apart from
 * documents.
 */
public final class OidcFields {

	private static final List<Field<?>> FIELDS = new ArrayList<>();

	/** The fields, in the document's order. */
	public static final List<Field<?>> ALL = Collections.unmodifiableList(FIELDS);

	public static final Field<URI> ISSUER = add(Field.address("issuer", Kind.SERVER).at(Place.SERVER));

	public static final Field<String> CLIENT_ID = add(Field.text("clientId").at(Place.SERVER));

	/** For a provider whose issuer is not where its configuration is. */
	public static final Field<URI> DISCOVERY_URL = add(
			Field.address("discoveryUrl", Kind.CALLED).at(Place.WHERE_DIFFERENT));

	public static final Field<List<String>> SCOPES = add(Field.words("scopes", List.of("openid", "profile")));

	public static final Field<Boolean> USERINFO = add(Field.flagSet("userinfo"));

	public static final Field<ClientAuthentication> CLIENT_AUTHENTICATION = add(
			Field.choice("clientAuthentication", ClientAuthentication.class));

	public static final Field<TokenAlgorithm> ID_TOKEN_ALGORITHM = add(
			Field.choice("idTokenAlgorithm", TokenAlgorithm.class));

	public static final Field<Boolean> FORCE_AUTHN = add(Field.flag("forceAuthn"));

	public static final Field<List<X509Certificate>> TRUSTED_CERTIFICATES = add(
			Field.certificates("trustedCertificates").named("certificates").at(Place.LAST).outOfAnswers());

	private OidcFields() {
	}

	private static <V> Field<V> add(Field<V> field) {
		FIELDS.add(field);
		return field;
	}

}
