package fr.passerelle.gateway.proxy;

import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PathOwners;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.MalformedPathException;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.GatewaySession;
import org.jspecify.annotations.Nullable;

/** Valid passages of an invented school. */
final class TestPassages {

	/** Whether the leases of all passages last. */
	static final AtomicBoolean LASTS = new AtomicBoolean(true);

	static final AtomicInteger USES = new AtomicInteger();

	static final String PUBLIC_URL = "https://0330001a.example.fr";

	private static final Answer UNREACHABLE = Answer.empty(502).with("Passerelle-Error", "UPSTREAM_UNREACHABLE");

	private static final Lease LEASE = new Lease() {

		@Override
		public boolean lasts() {
			return LASTS.get();
		}

		@Override
		public void used() {
			USES.incrementAndGet();
		}

		@Override
		public Answer over() {
			return Answer.empty(401);
		}

	};

	private TestPassages() {
	}

	static GatewaySession parent() {
		return session("s1", "p.durand", "Zoé Durand", Profile.TUT);
	}

	static GatewaySession session(String id, String user, String name, Profile... profiles) {
		Visitor visitor = new Visitor(user, name, Set.of(profiles), Set.of(EspaceKey.PARENT));
		return new GatewaySession(id, new Uai("0330001A"), EspaceKey.PARENT, visitor, "atrium", null, Instant.EPOCH,
				null, null, null);
	}

	static Passage passage(URI upstream, String target, @Nullable GatewaySession session) {
		int mark = target.indexOf('?');
		String path = (mark < 0) ? target : target.substring(0, mark);
		String query = (mark < 0) ? null : target.substring(mark + 1);
		try {
			return new Passage(establishment(upstream), upstream, RequestPath.parse(path), query, session,
					clientAddress(query), () -> UNREACHABLE, LEASE);
		}
		catch (MalformedPathException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** A test that needs other visitors says {@code ?from=} their address. */
	private static String clientAddress(@Nullable String query) {
		return (query != null && query.startsWith("from=")) ? query.substring("from=".length()) : "192.0.2.7";
	}

	private static Establishment establishment(URI upstream) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			espaces.put(key, new Espace(key, true, List.of(), true, Map.of(), upstream));
		}
		return new Establishment(new Uai("0330001A"), "Collège Jean-Moulin", PUBLIC_URL, 1, true, null, null,
				"/pronote", List.of(), espaces, new PathOwners("/pronote", Map.of(), List.of()), upstream);
	}

}
