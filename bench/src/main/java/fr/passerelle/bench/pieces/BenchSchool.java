package fr.passerelle.bench.pieces;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PathOwners;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.settings.PasserelleSettings;

/** A school with people in it, for the benchmarks. */
public final class BenchSchool {

	private static final URI UPSTREAM = URI.create("http://127.0.0.1:9000");

	private BenchSchool() {
	}

	/** One school of many. */
	public static Establishment school(int number) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			espaces.put(key, new Espace(key, true, List.of(), true, Map.of(), UPSTREAM));
		}
		return new Establishment(uai(number), "Collège", "https://school" + number + ".example.fr", 1, true, null, null,
				"/pronote", List.of(), espaces, new PathOwners("/pronote", Map.of(), List.of()), UPSTREAM);
	}

	/** An empty store of sessions. */
	public static Sessions sessions(Clock clock) {
		return new Sessions(
				new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 500_000), clock);
	}

	/** Opens a session of a parent. */
	public static Sessions.Opened open(Sessions sessions, int school, int person) {
		Visitor visitor = new Visitor("u" + person, "Camille Martin", Set.of(Profile.TUT), Set.of(EspaceKey.PARENT));
		return sessions.open(uai(school), EspaceKey.PARENT, visitor, "ent", "ST-" + school + "-" + person,
				new SignInOrigin("192.0.2.7", Device.COMPUTER));
	}

	private static Uai uai(int number) {
		return new Uai("%07dA".formatted(number));
	}

}
