package fr.passerelle.entcatalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An entry as its file has it, before its platform is known to exist. While there are
 * faults it may hold harmless values in their place; it becomes an {@link Ent} only when
 * there are none.
 *
 * @param fields its place in the file, for faults
 * @param id its id
 * @param aliases its other ids
 * @param name its name
 * @param territory where it serves
 * @param audience whom it serves
 * @param platform its platform's id
 * @param server what the file says of its CAS server
 * @param upstreamLogin what people meet, if it differs from the platform's
 * @param selectors its selectors; empty: the platform's
 * @param attributes its own attribute names, which override the platform's
 * @param national4 its own reading of {@code National_4}
 * @param status its status
 * @param supersededBy its successors
 * @param statusReason why it is not current
 * @param sources its sources
 * @param confidence its confidence
 * @param revision its revision
 */
record EntDraft(Fields fields, String id, List<String> aliases, String name, @Nullable String territory,
		Audience audience, String platform, Server server, @Nullable String upstreamLogin, List<Selector> selectors,
		PlatformDefaults attributes, PlatformDefaults.@Nullable National4 national4, Status status,
		List<String> supersededBy, @Nullable String statusReason, List<String> sources, Confidence confidence,
		int revision) {

	Ent on(Platform on) {
		return new Ent(this.id, this.aliases, this.name, this.territory, this.audience, on.name(), this.server.signOn,
				this.server.endpoints, this.server.pattern, this.server.validation,
				this.selectors.isEmpty() ? on.selectors() : this.selectors,
				on.defaults().overriddenBy(this.attributes, this.national4),
				(this.upstreamLogin != null) ? this.upstreamLogin : on.upstreamLogin(),
				new Ent.Lifecycle(this.status, this.supersededBy, this.statusReason),
				new Ent.Provenance(this.sources, this.confidence, this.revision), this.server.saml, this.server.oidc);
	}

	/**
	 * What a file says of the server behind an entry.
	 *
	 * @param signOn what it offers
	 * @param endpoints its addresses as stated
	 * @param pattern the form of its address
	 * @param validation how it validates
	 * @param saml what is known of it as a SAML 2 provider
	 * @param oidc what is known of it as an OpenID Connect provider
	 */
	record Server(SignOn signOn, CasEndpoints endpoints, @Nullable String pattern, @Nullable ValidationKind validation,
			@Nullable SamlEndpoints saml, @Nullable OidcEndpoints oidc) {
	}

}
