package fr.passerelle.gateway.establishment;

import java.util.List;

/**
 * The protocols by which a delegation can sign people on, by their names in the document.
 * {@code EDUCONNECT} is no protocol between servers: it fills the settings of another one
 * ({@link EduConnect}).
 */
public enum Protocol {

	CAS("cas"), SAML2("saml2"), EDUCONNECT("educonnect"), WS_FEDERATION("wsFederation"), OIDC("oidc");

	private final String block;

	Protocol(String block) {
		this.block = block;
	}

	/** The key of the protocol's own block in a delegation. */
	public String block() {
		return this.block;
	}

	/** The fields of that block, in the document's order. */
	public List<Field<?>> fields() {
		return switch (this) {
			case CAS -> CasFields.ALL;
			case SAML2 -> SamlFields.ALL;
			case EDUCONNECT -> EduConnectFields.ALL;
			case WS_FEDERATION -> WsFederationFields.ALL;
			case OIDC -> OidcFields.ALL;
		};
	}

	/** The fields that the console's form shows in a place, in the document's order. */
	public List<Field<?>> fieldsAt(Field.Place place) {
		return fields().stream().<Field<?>>map((field) -> field).filter((field) -> field.place() == place).toList();
	}

	/** The keys of that block, in the document's order. */
	public List<String> keys() {
		return fields().stream().<String>map(Field::key).toList();
	}

}
