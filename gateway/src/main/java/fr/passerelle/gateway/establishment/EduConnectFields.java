package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.establishment.Field.Kind;
import fr.passerelle.gateway.establishment.Field.Place;

/**
 * The fields of a delegation by EduConnect, in the document's order: its own, and those
 * of the protocol that is spoken.
 */
public final class EduConnectFields {

	private static final List<Field<?>> FIELDS = new ArrayList<>();

	/** The fields, in the document's order. */
	public static final List<Field<?>> ALL = Collections.unmodifiableList(FIELDS);

	public static final Field<EduConnect.Environment> ENVIRONMENT = add(
			Field.choice("environment", EduConnect.Environment.class, EduConnect.Environment::word)
				.at(Place.SERVER)
				.suggesting(EduConnect.Environment.PRODUCTION));

	public static final Field<EduConnect.Way> BY = add(
			Field.choice("by", EduConnect.Way.class).at(Place.SERVER).suggesting(EduConnect.Way.SAML2));

	/**
	 * The platform's address, where people come back to. No document has it: the
	 * program's settings say it.
	 */
	public static final Field<URI> PLATFORM = Field.address("platform", Kind.LINK).outOfAnswers();

	/** EduConnect encrypts what it says of people. */
	public static final Field<Boolean> WANT_ENCRYPTED = Field.flagSet("wantEncrypted");

	/** The fields for SAML 2 alone. */
	public static final List<Field<?>> OF_SAML = List.of(SamlFields.METADATA, SamlFields.METADATA_URL,
			SamlFields.ENTITY_ID, SamlFields.SSO_URL, SamlFields.SLO_URL, SamlFields.CERTIFICATES, WANT_ENCRYPTED,
			SamlFields.FORCE_AUTHN, SamlFields.METADATA_CERTIFICATES);

	/** The fields for OpenID Connect alone. */
	public static final List<Field<?>> OF_OIDC = List.of(OidcFields.CLIENT_ID, OidcFields.ISSUER,
			OidcFields.DISCOVERY_URL, OidcFields.SCOPES, OidcFields.USERINFO, OidcFields.CLIENT_AUTHENTICATION,
			OidcFields.ID_TOKEN_ALGORITHM);

	/** The fields for CAS alone. */
	public static final List<Field<?>> OF_CAS = List.of(CasFields.SERVER_URL, CasFields.LOGIN_URL,
			CasFields.VALIDATION_URL, CasFields.LOGOUT_URL, CasFields.VALIDATION, CasFields.RENEW);

	static {
		FIELDS.addAll(OF_SAML);
		FIELDS.addAll(OF_OIDC);
		FIELDS.addAll(OF_CAS);
		FIELDS.add(SamlFields.TRUSTED_CERTIFICATES);
	}

	private EduConnectFields() {
	}

	/** Whether a field counts where EduConnect is reached by this protocol. */
	public static boolean counts(Field<?> field, EduConnect.Way by) {
		return switch (by) {
			case SAML2 -> !OF_CAS.contains(field) && !OF_OIDC.contains(field);
			case OIDC -> field == SamlFields.FORCE_AUTHN || (!OF_CAS.contains(field) && !OF_SAML.contains(field));
			case CAS -> !OF_SAML.contains(field) && !OF_OIDC.contains(field);
			case PLATFORM -> field == BY;
		};
	}

	private static <V> Field<V> add(Field<V> field) {
		FIELDS.add(field);
		return field;
	}

}
