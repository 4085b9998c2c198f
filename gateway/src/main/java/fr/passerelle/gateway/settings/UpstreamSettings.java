package fr.passerelle.gateway.settings;

import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway may connect to for a school.
 *
 * @param allowed addresses, ranges or host names, each with a port or for all, at which
 * alone applications may be; empty: anywhere except where no server can be
 * @param ents those at which ENTs may be inside networks beside the applications'; ENTs
 * at public addresses need none
 */
public record UpstreamSettings(@DefaultValue( {
	}) List<String> allowed, @DefaultValue({}) List<String> ents){

	public UpstreamSettings {
		allowed = List.copyOf(allowed);
		ents = List.copyOf(ents);
		allowed.forEach((place) -> SettingRules.place("passerelle.upstreams.allowed", place));
		ents.forEach((place) -> SettingRules.place("passerelle.upstreams.ents", place));
	}

}
