package fr.passerelle.gateway.document;

import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.CasFields;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.EduConnectFields;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code educonnect} block into settings of the protocol that it names: the
 * environment says the provider's name and address, the administrator adds the metadata
 * file that the ministry gave. By CAS, the catalogue's hub is meant where the block names
 * no server. By the platform, the block says nothing else: the program's settings do.
 */
final class EduConnectReader {

	/** The hub's entry of the catalogue. */
	static final String HUB = "hub-educonnect";

	private final Section delegation;

	private final @Nullable Section block;

	private final EduConnect.@Nullable Environment environment;

	private final EduConnect.@Nullable Way by;

	private final PlatformEduConnect platform;

	EduConnectReader(Section delegation, @Nullable Section block, PlatformEduConnect platform) {
		this.platform = platform;
		this.delegation = delegation;
		this.block = block;
		FieldValues own = FieldValues.NONE;
		if (block != null) {
			own = FieldReader.read(block, EduConnectFields.ENVIRONMENT, own);
			own = FieldReader.read(block, EduConnectFields.BY, own);
		}
		this.environment = own.find(EduConnectFields.ENVIRONMENT);
		this.by = own.find(EduConnectFields.BY);
	}

	/**
	 * What the program's settings say of EduConnect for all establishments, by the keys
	 * of the block.
	 */
	static @Nullable Saml ofSettings(Section block) {
		EduConnect.Environment where = FieldReader.read(block, EduConnectFields.ENVIRONMENT, FieldValues.NONE)
			.find(EduConnectFields.ENVIRONMENT);
		return (where != null) ? saml(block, where) : null;
	}

	/** Whether the hub of the catalogue is meant. */
	boolean takesHub() {
		return this.environment == EduConnect.Environment.PRODUCTION && this.by == EduConnect.Way.CAS
				&& this.block != null && !this.block.has(CasFields.SERVER_URL.key())
				&& !this.block.has(CasFields.LOGIN_URL.key());
	}

	/**
	 * Whether EduConnect itself releases what people are called, or a server before it.
	 */
	boolean isDirect() {
		return this.by != EduConnect.Way.CAS;
	}

	/**
	 * The settings.
	 * @param ent the catalogue's entry, where one is named or meant
	 */
	@Nullable SignOn read(@Nullable EntCopy ent) {
		if (this.block == null) {
			if (!this.delegation.has("educonnect")) {
				this.delegation.fault("educonnect", FaultCode.EDUCONNECT_REQUIRED);
			}
			return null;
		}
		if (this.by != EduConnect.Way.PLATFORM) {
			require(this.block, EduConnectFields.ENVIRONMENT);
		}
		require(this.block, EduConnectFields.BY);
		if (this.by == null || (this.environment == null && this.by != EduConnect.Way.PLATFORM)) {
			return null;
		}
		for (Field<?> field : EduConnectFields.ALL) {
			if (!EduConnectFields.counts(field, this.by) && this.block.has(field.key())) {
				this.block.fault(field.key(), FaultCode.OTHER_WAY, way(field));
			}
		}
		if (this.environment == null || this.by == EduConnect.Way.PLATFORM) {
			return this.platform.saml();
		}
		return switch (this.by) {
			case SAML2, PLATFORM -> saml(this.block, this.environment);
			case OIDC -> oidc(this.block, this.environment);
			case CAS -> cas(this.block, this.environment, ent);
		};
	}

	/** The way that a field is for. */
	private static EduConnect.Way way(Field<?> field) {
		return Stream.of(EduConnect.Way.values())
			.filter((way) -> EduConnectFields.counts(field, way))
			.findFirst()
			.orElseThrow();
	}

	/** The environment is the issuer; the ministry gives the client's name. */
	private static @Nullable SignOn oidc(Section block, EduConnect.Environment where) {
		FieldValues values = known(where, EduConnect.Way.OIDC);
		for (Field<?> field : EduConnectFields.OF_OIDC) {
			values = FieldReader.read(block, field, values);
		}
		values = FieldReader.read(block, SamlFields.TRUSTED_CERTIFICATES, values);
		values = FieldReader.read(block, SamlFields.FORCE_AUTHN, values);
		if (!block.has(OidcFields.ISSUER.key())) {
			values = values.with(OidcFields.ISSUER, where.root());
		}
		return OidcReader.complete(block, values.with(OidcFields.FORCE_AUTHN, values.get(SamlFields.FORCE_AUTHN))
			.with(OidcFields.TRUSTED_CERTIFICATES, values.get(SamlFields.TRUSTED_CERTIFICATES)));
	}

	private static @Nullable Saml saml(Section block, EduConnect.Environment where) {
		FieldValues values = known(where, EduConnect.Way.SAML2);
		for (Field<?> field : EduConnectFields.OF_SAML) {
			values = FieldReader.read(block, field, values);
		}
		values = FieldReader.read(block, SamlFields.TRUSTED_CERTIFICATES, values);
		values = values.with(SamlFields.WANT_ENCRYPTED, values.get(EduConnectFields.WANT_ENCRYPTED));
		if (values.find(SamlFields.ENTITY_ID) == null) {
			values = values.with(SamlFields.ENTITY_ID, where.entityId());
		}
		boolean described = block.has(SamlFields.METADATA.key()) || block.has(SamlFields.METADATA_URL.key());
		if (!described && !block.has(SamlFields.SSO_URL.key())) {
			values = values.with(SamlFields.SSO_URL, where.signOn());
		}
		if (!described && !block.has(SamlFields.CERTIFICATES.key())) {
			block.fault(SamlFields.METADATA.key(), FaultCode.EDUCONNECT_METADATA);
			return null;
		}
		return SamlReader.complete(block, values);
	}

	private @Nullable SignOn cas(Section block, EduConnect.Environment where, @Nullable EntCopy ent) {
		Cas cas = new CasReader(this.delegation, block, ent, Validation.CAS2).read();
		return (cas != null) ? new Cas(
				cas.values().with(EduConnectFields.ENVIRONMENT, where).with(EduConnectFields.BY, EduConnect.Way.CAS))
				: null;
	}

	private static FieldValues known(EduConnect.Environment where, EduConnect.Way by) {
		return FieldValues.NONE.with(EduConnectFields.ENVIRONMENT, where).with(EduConnectFields.BY, by);
	}

	private static void require(Section block, Field<?> field) {
		if (!block.has(field.key())) {
			block.fault(field.key(), FaultCode.REQUIRED_ONE_OF, FieldReader.names(field));
		}
	}

}
