package fr.passerelle.gateway.session;

import java.util.Objects;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Gives sessions that are equal in a part the same object for it: thousands of pupils
 * have the same profiles and Espaces, and a school's browsers come from one address. A
 * part that was forgotten here is only kept twice.
 */
final class SharedParts {

	private static final int MAX_SETS = 1024;

	private static final int MAX_ORIGINS = 4096;

	private final Cache<Set<Profile>, Set<Profile>> profiles = bounded(MAX_SETS);

	private final Cache<Set<EspaceKey>, Set<EspaceKey>> espaces = bounded(MAX_SETS);

	private final Cache<SignInOrigin, SignInOrigin> origins = bounded(MAX_ORIGINS);

	private static <T> Cache<T, T> bounded(int max) {
		return Caffeine.newBuilder().maximumSize(max).executor(Runnable::run).build();
	}

	Visitor of(Visitor visitor) {
		return new Visitor(visitor.user(), visitor.name(), shared(this.profiles, visitor.profiles()),
				shared(this.espaces, visitor.espaces()));
	}

	@Nullable SignInOrigin of(@Nullable SignInOrigin origin) {
		return (origin != null) ? shared(this.origins, origin) : null;
	}

	/** For a session that was read from a file, where each has parts of its own. */
	GatewaySession of(GatewaySession session) {
		return new GatewaySession(session.id(), session.uai(), session.espace(), of(session.visitor()),
				session.delegation(), session.ticket(), session.openedAt(), of(session.origin()), session.otherNames(),
				session.memory());
	}

	private static <T> T shared(Cache<T, T> known, T part) {
		return Objects.requireNonNull(known.get(part, (same) -> same));
	}

}
