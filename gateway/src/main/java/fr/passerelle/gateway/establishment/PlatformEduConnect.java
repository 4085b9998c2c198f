package fr.passerelle.gateway.establishment;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * EduConnect as one service provider for all establishments of the platform. The ministry
 * knows one name and one return address, at a host of the platform's own; each person is
 * handed over from there to the establishment whose page was asked for.
 *
 * @param url the platform's address, without a slash at its end; null where the platform
 * has no such entry
 * @param saml EduConnect as delegations by the platform use it
 */
public record PlatformEduConnect(@Nullable String url, Saml saml) {

	/**
	 * The platform has no entry. A delegation by it, of a document from the time when it
	 * had one, leads nowhere: without a key of EduConnect, no login begins.
	 */
	public static final PlatformEduConnect NONE = new PlatformEduConnect(null,
			new Saml(FieldValues.NONE.with(EduConnectFields.ENVIRONMENT, EduConnect.Environment.PRODUCTION)
				.with(EduConnectFields.BY, EduConnect.Way.PLATFORM)
				.with(SamlFields.ENTITY_ID, EduConnect.Environment.PRODUCTION.entityId())
				.with(SamlFields.SSO_URL, EduConnect.Environment.PRODUCTION.signOn())));

	/** An entry at an address, with the settings that a single school would have. */
	public static PlatformEduConnect at(String url, Saml single) {
		return new PlatformEduConnect(url,
				new Saml(single.values()
					.with(EduConnectFields.BY, EduConnect.Way.PLATFORM)
					.with(EduConnectFields.PLATFORM, URI.create(url))));
	}

	/** Whether there is one. */
	public boolean isThere() {
		return this.url != null;
	}

	/** Whether a delegation is one of it. */
	public static boolean leads(Delegation delegation) {
		return leads(delegation.signOn());
	}

	/** Whether settings are those of a delegation by it. */
	public static boolean leads(SignOn signOn) {
		return signOn.values().find(EduConnectFields.BY) == EduConnect.Way.PLATFORM;
	}

}
