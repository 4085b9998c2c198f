package fr.passerelle.gateway.document;

import java.util.List;

import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.OidcFields;
import org.jspecify.annotations.Nullable;

/** Reads the {@code oidc} block. */
final class OidcReader {

	/** Without it, a provider answers as one of OAuth 2 alone. */
	private static final String OPENID = "openid";

	private final Section delegation;

	private final @Nullable Section block;

	OidcReader(Section delegation, @Nullable Section block) {
		this.delegation = delegation;
		this.block = block;
	}

	@Nullable Oidc read() {
		if (this.block == null) {
			this.delegation.fault("oidc.issuer", FaultCode.REQUIRED);
			return null;
		}
		FieldValues values = FieldValues.NONE;
		for (Field<?> field : OidcFields.ALL) {
			values = FieldReader.read(this.block, field, values);
		}
		boolean issuer = isThere(this.block, OidcFields.ISSUER, values);
		Oidc oidc = complete(this.block, values);
		return issuer ? oidc : null;
	}

	/** The settings that these values make; null where some are missing. */
	static @Nullable Oidc complete(Section block, FieldValues values) {
		List<String> scopes = values.get(OidcFields.SCOPES);
		if (!scopes.contains(OPENID)) {
			block.fault(OidcFields.SCOPES.key(), FaultCode.OPENID_SCOPE);
		}
		boolean client = isThere(block, OidcFields.CLIENT_ID, values);
		return (client && values.find(OidcFields.ISSUER) != null) ? new Oidc(values) : null;
	}

	/** A value with a fault has been told already. */
	private static boolean isThere(Section block, Field<?> field, FieldValues values) {
		if (!block.has(field.key())) {
			block.fault(field.key(), FaultCode.REQUIRED);
		}
		return values.find(field) != null;
	}

}
