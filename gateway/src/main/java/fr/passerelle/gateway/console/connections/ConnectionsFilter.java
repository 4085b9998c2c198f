package fr.passerelle.gateway.console.connections;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.session.SessionFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The screen's filter as its address and its form have it. An unknown value (an old
 * bookmark) narrows nothing, except for ending sessions.
 *
 * @param delegation a delegation's id or {@code direct}
 * @param profile a profile's name
 * @param espace an Espace's key
 * @param q words of a name
 */
record ConnectionsFilter(String delegation, String profile, String espace, String q) {

	ConnectionsFilter(@Nullable String delegation, @Nullable String profile, @Nullable String espace,
			@Nullable String q) {
		this.delegation = text(delegation);
		this.profile = text(profile);
		this.espace = text(espace);
		this.q = text(q);
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text.strip() : "";
	}

	/** Whether every part of it is one that there is. */
	boolean isMeant() {
		return (this.profile.isEmpty() || profileOrNull() != null)
				&& (this.espace.isEmpty() || EspaceKey.of(this.espace).isPresent());
	}

	SessionFilter sessions() {
		return new SessionFilter(this.delegation, profileOrNull(), EspaceKey.of(this.espace).orElse(null), this.q);
	}

	private @Nullable Profile profileOrNull() {
		return Arrays.stream(Profile.values())
			.filter((one) -> one.name().equals(this.profile))
			.findFirst()
			.orElse(null);
	}

	/** The filter as a query, with a question mark where it is not empty. */
	String query() {
		UriComponentsBuilder query = UriComponentsBuilder.newInstance();
		parts().forEach((name, value) -> query.queryParam(name, "{" + name + "}"));
		return query.encode().buildAndExpand(parts()).toUriString();
	}

	/** What narrows it, by the fields' names. */
	Map<String, String> parts() {
		Map<String, String> parts = new LinkedHashMap<>();
		parts.put("delegation", this.delegation);
		parts.put("profile", this.profile);
		parts.put("espace", this.espace);
		parts.put("q", this.q);
		parts.values().removeIf(String::isEmpty);
		return parts;
	}

}
