package fr.passerelle.gateway.document;

import java.net.URI;

import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.establishment.WsFederationFields;
import fr.passerelle.gateway.federation.StsMetadataReader;
import org.jspecify.annotations.Nullable;

/** Reads the {@code wsFederation} block. */
final class WsFederationReader {

	private final Section delegation;

	private final @Nullable Section block;

	WsFederationReader(Section delegation, @Nullable Section block) {
		this.delegation = delegation;
		this.block = block;
	}

	@Nullable WsFederation read() {
		if (this.block == null) {
			this.delegation.fault("wsFederation.metadataUrl", FaultCode.METADATA_OR_PASSIVE);
			return null;
		}
		FieldValues values = FieldValues.NONE;
		for (Field<?> field : WsFederationFields.ALL) {
			values = FieldReader.read(this.block, field, values);
		}
		URI login = values.find(WsFederationFields.PASSIVE_URL);
		if (login != null && StsMetadataReader.carriesOwn(login.getRawQuery())) {
			this.block.fault(WsFederationFields.PASSIVE_URL.key(), FaultCode.PROTOCOL_IN_LINK, "wa");
			return null;
		}
		return whole(this.block, values);
	}

	private static @Nullable WsFederation whole(Section block, FieldValues values) {
		boolean fetched = values.find(WsFederationFields.METADATA_URL) != null;
		if (!fetched && values.find(WsFederationFields.PASSIVE_URL) == null) {
			if (!block.has(WsFederationFields.METADATA_URL.key()) && !block.has(WsFederationFields.PASSIVE_URL.key())) {
				block.fault(WsFederationFields.METADATA_URL.key(), FaultCode.METADATA_OR_PASSIVE);
			}
			return null;
		}
		if (!fetched && !values.get(WsFederationFields.CERTIFICATES).isEmpty()
				&& values.find(WsFederationFields.ISSUER) == null) {
			block.fault(WsFederationFields.ISSUER.key(), FaultCode.ISSUER_WITH_KEYS);
			return null;
		}
		return new WsFederation(values);
	}

}
