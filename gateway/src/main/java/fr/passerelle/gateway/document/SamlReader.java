package fr.passerelle.gateway.document;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.federation.IdpMetadata;
import fr.passerelle.gateway.federation.MetadataReader;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code saml2} block. Metadata that the document holds is read here, so that a
 * mistake in it is told before it is in force; metadata at an address is read when it is
 * fetched.
 */
final class SamlReader {

	private final Section delegation;

	private final @Nullable Section block;

	SamlReader(Section delegation, @Nullable Section block) {
		this.delegation = delegation;
		this.block = block;
	}

	@Nullable Saml read() {
		if (this.block == null) {
			this.delegation.fault("saml2.metadataUrl", FaultCode.METADATA_OR_KEYS);
			return null;
		}
		FieldValues values = FieldValues.NONE;
		for (Field<?> field : SamlFields.ALL) {
			values = FieldReader.read(this.block, field, values);
		}
		return complete(this.block, values);
	}

	/**
	 * The settings that these values make with what the metadata among them says; null
	 * where that is a fault.
	 */
	static @Nullable Saml complete(Section block, FieldValues read) {
		FieldValues values = read;
		URI login = values.find(SamlFields.SSO_URL);
		if (login != null && MetadataReader.carriesOwn(login.getRawQuery())) {
			block.fault(SamlFields.SSO_URL.key(), FaultCode.PROTOCOL_IN_LINK, "SAMLRequest");
		}
		String metadata = values.find(SamlFields.METADATA);
		if (metadata != null) {
			values = completed(block, values, metadata);
		}
		return (values != null) ? whole(block, values) : null;
	}

	/** The values with what the metadata says of those that the document leaves out. */
	private static @Nullable FieldValues completed(Section block, FieldValues values, String text) {
		try {
			IdpMetadata metadata = MetadataReader.read(text.getBytes(StandardCharsets.UTF_8),
					values.find(SamlFields.ENTITY_ID), List.of());
			URI redirect = metadata.signOn().get(Names.REDIRECT);
			URI login = (redirect != null) ? redirect : metadata.signOn().get(Names.POST);
			URI said = values.find(SamlFields.SSO_URL);
			return values.with(SamlFields.ENTITY_ID, metadata.entityId())
				.with(SamlFields.SSO_URL, (said != null) ? said : login);
		}
		catch (XmlRefusedException ex) {
			block.fault(SamlFields.METADATA.key(), FaultCode.NOT_METADATA, ex.sentence());
			return null;
		}
	}

	private static @Nullable Saml whole(Section block, FieldValues values) {
		boolean fetched = values.find(SamlFields.METADATA_URL) != null;
		boolean held = values.find(SamlFields.METADATA) != null;
		boolean typed = values.find(SamlFields.ENTITY_ID) != null && values.find(SamlFields.SSO_URL) != null
				&& !values.get(SamlFields.CERTIFICATES).isEmpty();
		if (fetched || held || typed) {
			return new Saml(values);
		}
		if (!block.has(SamlFields.METADATA_URL.key()) && !block.has(SamlFields.METADATA.key())) {
			block.fault(SamlFields.METADATA_URL.key(), FaultCode.METADATA_OR_KEYS);
		}
		return null;
	}

}
