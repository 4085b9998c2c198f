package fr.passerelle.gateway.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * What administrators do to accounts, in the journal: who, whom, from where, with what
 * was before and what is after. Never a password, a code or a token.
 */
final class AdministratorAudit {

	/** For every establishment there is. */
	private static final String PLATFORM = "*";

	private static final String ESTABLISHMENTS = "grant.establishments";

	/** More codes than this do not fit into one line of the journal. */
	private static final int MAX_LISTED = 30;

	private final AuditTrail trail;

	private final Clock clock;

	AdministratorAudit(AuditTrail trail, Clock clock) {
		this.trail = trail;
		this.clock = clock;
	}

	void record(AuditType type, Actor actor, @Nullable String target, @Nullable String detail) {
		String text = ((target != null) ? target : "") + ((target != null && detail != null) ? ": " : "")
				+ ((detail != null) ? detail : "");
		this.trail.record(text.isEmpty() ? entry(type, actor) : entry(type, actor).withDetail(text));
	}

	/** Something with what was before and what is after. */
	void changed(AuditType type, Actor actor, String target, List<AuditChange> changes) {
		this.trail.record(entry(type, actor).withDetail(target).withChanges(changes));
	}

	/** An account; null before it was made and after it was deleted. */
	void account(AuditType type, Actor actor, @Nullable Account before, @Nullable Account after) {
		List<AuditChange> changes = new ArrayList<>(
				grant((before != null) ? before.grant() : null, (after != null) ? after.grant() : null));
		if (before != null && after != null) {
			add(changes, "locked", before, after, (account) -> String.valueOf(account.locked()));
		}
		add(changes, "displayName", before, after, Account::displayName);
		add(changes, "email", before, after, Account::email);
		Account named = (after != null) ? after : before;
		changed(type, actor, (named != null) ? named.username() : "", changes);
	}

	/** A token that was made. */
	void token(Actor actor, Token token) {
		List<AuditChange> changes = new ArrayList<>(grant(null, token.grant()));
		changes.add(new AuditChange("expires", null, token.expires().toString()));
		changed(AuditType.TOKEN_CREATED, actor, token.name(), changes);
	}

	private AuditEntry entry(AuditType type, Actor actor) {
		return AuditEntry.of(this.clock.instant(), type).by(actor);
	}

	private static List<AuditChange> grant(@Nullable Grant before, @Nullable Grant after) {
		List<AuditChange> changes = new ArrayList<>();
		if (fits(before) && fits(after)) {
			add(changes, ESTABLISHMENTS, before, after, AdministratorAudit::establishments);
		}
		else {
			differences(changes, before, after);
		}
		add(changes, "grant.readOnly", before, after, (grant) -> String.valueOf(grant.readOnly()));
		return changes;
	}

	private static boolean fits(@Nullable Grant grant) {
		return bound(grant).size() <= MAX_LISTED;
	}

	private static Set<Uai> bound(@Nullable Grant grant) {
		Set<Uai> bound = (grant != null) ? grant.establishments() : null;
		return (bound != null) ? bound : Set.of();
	}

	private static String establishments(Grant grant) {
		return grant.wholePlatform() ? PLATFORM
				: bound(grant).stream().map(Uai::value).sorted().collect(Collectors.joining(" "));
	}

	/**
	 * What was taken away, then what was added: in long lists, a reader could not tell.
	 */
	private static void differences(List<AuditChange> changes, @Nullable Grant before, @Nullable Grant after) {
		boolean wasPlatform = before != null && before.wholePlatform();
		boolean isPlatform = after != null && after.wholePlatform();
		if (wasPlatform != isPlatform) {
			changes.add(new AuditChange(ESTABLISHMENTS, wasPlatform ? PLATFORM : null, isPlatform ? PLATFORM : null));
		}
		lines(bound(before), bound(after)).forEach((line) -> changes.add(new AuditChange(ESTABLISHMENTS, line, null)));
		lines(bound(after), bound(before)).forEach((line) -> changes.add(new AuditChange(ESTABLISHMENTS, null, line)));
	}

	private static List<String> lines(Set<Uai> some, Set<Uai> without) {
		Set<Uai> left = new HashSet<>(some);
		left.removeAll(without);
		List<String> codes = left.stream().map(Uai::value).sorted().toList();
		return IntStream.iterate(0, (from) -> from < codes.size(), (from) -> from + MAX_LISTED)
			.mapToObj((from) -> String.join(" ", codes.subList(from, Math.min(codes.size(), from + MAX_LISTED))))
			.toList();
	}

	private static <T> void add(List<AuditChange> changes, String path, @Nullable T before, @Nullable T after,
			Function<T, @Nullable String> text) {
		String was = text(before, text);
		String is = text(after, text);
		if (!Objects.equals(was, is)) {
			changes.add(new AuditChange(path, was, is));
		}
	}

	private static <T> @Nullable String text(@Nullable T value, Function<T, @Nullable String> text) {
		String said = (value != null) ? text.apply(value) : null;
		return (said == null || said.isEmpty()) ? null : said;
	}

}
