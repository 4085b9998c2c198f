package fr.passerelle.gateway.console.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.console.Comments;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * The details of entries, which the store and the API keep in English, in the reader's
 * words. Each phrase that the program writes has a pattern here; a phrase without one is
 * shown as it is, and said to be technical.
 */
final class DetailWords {

	private static final Set<AuditType> LOGINS = Set.of(AuditType.LOGIN_REFUSED, AuditType.DIRECT_LOGIN_REFUSED);

	private static final Set<AuditType> PLANS = Set.of(AuditType.PLAN_CREATED, AuditType.PLAN_CANCELLED,
			AuditType.PLAN_APPLIED, AuditType.PLAN_FAILED);

	private static final Set<AuditType> IMPORTS = Set.of(AuditType.PEOPLE_IMPORTED, AuditType.PEOPLE_IMPORT_UNDONE);

	private static final Set<AuditType> LINKS = Set.of(AuditType.IDENTITY_LINKED, AuditType.IDENTITY_UNLINKED);

	private static final List<Phrase> PHRASES = List.of(phrase(LOGINS, "cookies", "the browser keeps no cookies"),
			phrase(LOGINS, "account", "the account is (ELV|TUT)"),
			phrase(LOGINS, "recognition", "(UNKNOWN|AMBIGUOUS|CONFLICT)"),
			phrase(LOGINS, "tried", "tried the password of (.+)"),
			phrase(LOGINS, "ticket", "(INVALID_TICKET|INVALID_SERVICE|INVALID_REQUEST|PROXY_TICKET|invalid_grant)"),
			phrase(AuditType.CONFIGURATION_CHANGED, "version.comment",
					"(created|changed|restored|deleted), " + "version (\\d+): (.+)"),
			phrase(AuditType.CONFIGURATION_CHANGED, "version", "(created|changed|restored|deleted), version (\\d+)"),
			phrase(IMPORTS, "imported", "(\\d+) added, (\\d+) changed, (\\d+) unchanged"),
			phrase(IMPORTS, "imported.closed", "(\\d+) added, (\\d+) changed, (\\d+) unchanged, (\\d+) closed"),
			phrase(IMPORTS, "imported.gone", "(\\d+) added, (\\d+) changed, (\\d+) unchanged, (\\d+) gone"),
			phrase(AuditType.PEOPLE_EXPORTED, "exported", "(\\d+) people, as (\\w+)"),
			phrase(AuditType.SESSIONS_ENDED, "sessions.comment", "(\\d+) ended, (.+?): (.+)"),
			phrase(AuditType.SESSIONS_ENDED, "sessions", "(\\d+) ended, (.+)"),
			phrase(AuditType.SESSION_ENDED, "session.comment", "by (.+?): (.+)"),
			phrase(AuditType.SESSION_ENDED, "session", "by (.+)"),
			phrase(AuditType.DIAGNOSIS_RUN, "diagnosis", "(OK|WARNING|FAILED) (.+)"),
			phrase(AuditType.ADDRESS_SUSPENDED, "until", "until (.+)"),
			phrase(AuditType.ADDRESS_RELEASED, "more", "and (\\d+) more"),
			phrase(LINKS, "link", "(.+) = (.+), by (PERSON_ID|IDENTITY|PASSWORD|ADMINISTRATOR)"),
			phrase(AuditType.USER_TOLD_APART, "apart", "(.+) is somebody else's user here"),
			phrase(PLANS, "plan.created", "planned change \\S+ for (\\S+), upon version (\\d+)"),
			phrase(PLANS, "plan.cancelled", "planned change \\S+ was for (\\S+)"),
			phrase(PLANS, "plan.byHand", "planned change \\S+ led to version (\\d+) by hand"),
			phrase(PLANS, "plan.applied", "planned change \\S+ led to version (\\d+)"),
			phrase(PLANS, "plan.failed", "planned change \\S+ (CONFLICT|INVALID|BASE_GONE|AUTHOR)\\b.*"),
			phrase(AuditType.AUDIT_PURGED, "purged", "(\\d+) entries older than (.+)"),
			phrase(AuditType.AUDIT_EXPORTED, "export", "(\\d+) entries, (\\w+)"),
			phrase(AuditType.AUDIT_LOST, "lost", "(\\d+)"),
			phrase(AuditType.PASSWORD_CHANGED, "madeUp", "(.+): made up"),
			phrase(AuditType.PASSWORD_CHANGED, "byOwner", "(.+): by its owner"),
			phrase(AuditType.ADMIN_LOGOUT, "everywhere", "(.+): everywhere"));

	/** The types whose detail is a name that people gave: there is nothing to word. */
	private static final Set<AuditType> NAMES = Set.of(AuditType.ADMINISTRATOR_CREATED, AuditType.ADMINISTRATOR_CHANGED,
			AuditType.ADMINISTRATOR_DELETED, AuditType.PASSWORD_CHANGED, AuditType.SECOND_FACTOR_CHANGED,
			AuditType.TOKEN_CREATED, AuditType.TOKEN_REVOKED, AuditType.ADDRESS_RELEASED, AuditType.BACKUP_MADE,
			AuditType.BACKUP_DOWNLOADED, AuditType.BACKUP_UPLOADED, AuditType.BACKUP_RESTORED,
			AuditType.ADMIN_LOGIN_SUCCEEDED, AuditType.ADMIN_LOGIN_REFUSED, AuditType.ADMIN_LOGOUT);

	private final MessageSource words;

	private final Moments when;

	private final Locale locale;

	private final Comments comments;

	/** For one reader. */
	DetailWords(MessageSource words, Moments when, Locale locale) {
		this.words = words;
		this.when = when;
		this.locale = locale;
		this.comments = new Comments(words, locale);
	}

	/** The detail in the reader's words; empty where the program has none for it. */
	Optional<String> of(AuditEntry entry) {
		String detail = entry.detail();
		if (detail == null) {
			return Optional.empty();
		}
		if (entry.counted() > 0) {
			return Optional.of(word("journal.counted", entry.counted()));
		}
		return PHRASES.stream()
			.filter((phrase) -> phrase.types().contains(entry.type()))
			.flatMap((phrase) -> phrase.read(detail).map((match) -> said(phrase, match)).stream())
			.findFirst()
			.or(() -> NAMES.contains(entry.type()) ? Optional.of(detail) : Optional.empty());
	}

	private String said(Phrase phrase, MatchResult match) {
		Object[] arguments = IntStream.rangeClosed(1, match.groupCount())
			.mapToObj((number) -> phrase.isTyped(number, match.groupCount()) ? this.comments.of(match.group(number))
					: argument(phrase.name(), match.group(number)))
			.toArray();
		return word("journal.said." + phrase.name(), arguments);
	}

	/** A figure, a moment, a word of our own, or a name. */
	private Object argument(String phrase, String group) {
		if (group.matches("\\d{1,9}")) {
			return Integer.valueOf(group);
		}
		String base = phrase.replaceAll("\\..*", "");
		if (base.equals("sessions")) {
			return sessions(group);
		}
		String own = this.words.getMessage("journal.said." + base + ".of." + group, null, null, this.locale);
		return (own != null) ? own : moment(group).map(this.when::full).orElse(group);
	}

	/** Whose sessions ended, by the filter's parts. */
	private String sessions(String which) {
		return Arrays.stream(which.split(", ")).map((part) -> {
			int blank = part.indexOf(' ');
			String name = (blank > 0) ? part.substring(0, blank) : part;
			String value = (blank > 0) ? part.substring(blank + 1) : "";
			String shown = switch (name) {
				case "espace" -> EspaceKey.of(value).map(EspaceKey::label).orElse(value);
				case "profile" -> orElse("connections.profile." + value, value);
				case "name" -> value.replaceFirst("^like ", "");
				default -> value;
			};
			return orElse("journal.said.sessions.of." + name, part, shown);
		}).collect(Collectors.joining(", "));
	}

	private static Optional<Instant> moment(String text) {
		try {
			return Optional.of(Instant.parse(text));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private String orElse(String key, String fallback, Object... arguments) {
		String found = this.words.getMessage(key, arguments, null, this.locale);
		return (found != null) ? found : fallback;
	}

	private String word(String key, @Nullable Object... arguments) {
		return this.words.getMessage(key, arguments, this.locale);
	}

	private static Phrase phrase(AuditType type, String name, String pattern) {
		return phrase(Set.of(type), name, pattern);
	}

	private static Phrase phrase(Set<AuditType> types, String name, String pattern) {
		return new Phrase(types, name, Pattern.compile(pattern));
	}

	/**
	 * What the program writes into entries of some types.
	 *
	 * @param types of these entries
	 * @param name ends the key of its words
	 * @param pattern the whole detail, its arguments as groups
	 */
	private record Phrase(Set<AuditType> types, String name, Pattern pattern) {

		/** An administrator's own words end a detail. */
		boolean isTyped(int group, int last) {
			return group == last && this.name.endsWith(".comment");
		}

		Optional<MatchResult> read(String detail) {
			var matcher = this.pattern.matcher(detail);
			return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
		}

	}

}
