package fr.passerelle.gateway.api;

import java.net.URI;
import java.util.List;
import java.util.Set;

import fr.passerelle.entcatalog.Audience;
import fr.passerelle.entcatalog.CasEndpoints;
import fr.passerelle.entcatalog.Confidence;
import fr.passerelle.entcatalog.Ent;
import fr.passerelle.entcatalog.Obstacle;
import fr.passerelle.entcatalog.PlatformDefaults;
import fr.passerelle.entcatalog.Selector;
import fr.passerelle.entcatalog.SignOn;
import fr.passerelle.entcatalog.Status;
import fr.passerelle.entcatalog.ValidationKind;
import org.jspecify.annotations.Nullable;

/**
 * An ENT as the API shows it; the {@code cas} block has a document's keys, to be copied
 * and overridden.
 */
record EntView(String id, List<String> aliases, String name, @Nullable String territory, Audience audience,
		String platform, SignOn signOn, boolean choosable, Set<Obstacle> obstacles, Cas cas, List<Selector> selectors,
		PlatformDefaults attributes, @Nullable String upstreamLogin, Status status, @Nullable String statusReason,
		List<String> supersededBy, List<String> sources, Confidence confidence, int revision) {

	static EntView of(Ent ent) {
		return new EntView(ent.id(), ent.aliases(), ent.name(), ent.territory(), ent.audience(), ent.platform(),
				ent.signOn(), ent.choosable(), ent.obstacles(), Cas.of(ent), ent.selectors(), ent.defaults(),
				ent.upstreamLogin(), ent.status(), ent.lifecycle().reason(), ent.supersededBy(),
				ent.provenance().sources(), ent.confidence(), ent.revision());
	}

	/** Its addresses and dialect; null is unknown. */
	record Cas(@Nullable URI serverUrl, @Nullable String serverUrlPattern, @Nullable URI loginUrl,
			@Nullable URI validationUrl, @Nullable URI logoutUrl, @Nullable ValidationKind validation) {

		static Cas of(Ent ent) {
			CasEndpoints endpoints = ent.endpoints();
			return new Cas(endpoints.serverUrl(), ent.serverUrlPattern(), endpoints.loginUrl(),
					endpoints.validationUrl(), endpoints.logoutUrl(), ent.validation());
		}

	}

}
