package fr.passerelle.gateway.console.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.console.history.DifferenceWords;
import fr.passerelle.gateway.console.journal.EntryView.Remedy;
import fr.passerelle.gateway.document.Difference;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.RefusalWords;
import fr.passerelle.gateway.page.RefusalWords.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Explains entries to a head of school: what the family read, why, and what to do, with
 * the labels of the configuration as it is now.
 */
final class EntryViews {

	/** The way in without an ENT, as entries name it. */
	private static final String DIRECT = "direct";

	private static final Pattern STEP = Pattern.compile("\\[([^\\]]*)\\]|[^.\\[\\]]+");

	private final MessageSource words;

	private final DifferenceWords differences;

	private final RefusalWords refusals = new RefusalWords();

	EntryViews(MessageSource words, DifferenceWords differences) {
		this.words = words;
		this.differences = differences;
	}

	/**
	 * Explains one entry.
	 * @param entry the entry
	 * @param school the establishment as it is now; null if it is not there any more
	 */
	EntryView of(AuditEntry entry, @Nullable Establishment school, Moments when, Locale locale) {
		EspaceKey espace = (entry.espace() != null) ? EspaceKey.of(entry.espace()).orElse(null) : null;
		Delegation delegation = delegation(entry, school);
		Optional<String> said = new DetailWords(this.words, when, locale).of(entry);
		return new EntryView(entry, (espace != null) ? espace.label() : entry.espace(),
				label(entry.delegation(), delegation, locale), read(entry, school, espace, delegation, locale),
				said.orElse(null), said.isPresent() ? null : entry.detail(), lines(entry), remedy(entry));
	}

	private static @Nullable Delegation delegation(AuditEntry entry, @Nullable Establishment school) {
		if (school == null || entry.delegation() == null) {
			return null;
		}
		return school.delegations()
			.stream()
			.filter((one) -> one.id().equals(entry.delegation()))
			.findFirst()
			.orElse(null);
	}

	private @Nullable String label(@Nullable String id, @Nullable Delegation delegation, Locale locale) {
		if (DIRECT.equals(id)) {
			return this.words.getMessage("journal.direct", null, locale);
		}
		return (delegation != null) ? delegation.label() : id;
	}

	private @Nullable Words read(AuditEntry entry, @Nullable Establishment school, @Nullable EspaceKey espace,
			@Nullable Delegation delegation, Locale locale) {
		ErrorCode code = code(entry);
		if (code == null || entry.type() == AuditType.ADMIN_LOGIN_REFUSED) {
			return null;
		}
		Refusal refusal = (school != null) ? Refusal.of(code).at(school, espace) : Refusal.of(code);
		return this.refusals.of(refusal.through(delegation), locale);
	}

	private List<DifferenceWords.Line> lines(AuditEntry entry) {
		return (entry.type() != AuditType.CONFIGURATION_CHANGED) ? List.of()
				: entry.changes().stream().map((change) -> this.differences.line(difference(change))).toList();
	}

	private static Difference difference(AuditChange change) {
		List<String> steps = STEP.matcher(change.path())
			.results()
			.map((step) -> Optional.ofNullable(step.group(1)).orElseGet(step::group))
			.toList();
		Difference.Kind kind = (change.before() == null) ? Difference.Kind.ADDED
				: (change.after() == null) ? Difference.Kind.REMOVED : Difference.Kind.CHANGED;
		return new Difference(steps, kind, change.before(), change.after());
	}

	private static @Nullable Remedy remedy(AuditEntry entry) {
		ErrorCode code = code(entry);
		if (code == null) {
			return null;
		}
		String school = (entry.uai() != null) ? "/console/establishments/" + entry.uai() : null;
		return switch (code) {
			case UNKNOWN_PERSON, PROFILE_NOT_ALLOWED -> new Remedy("identity", identities(school, entry.person()));
			case OTHER_ESTABLISHMENT -> new Remedy("elsewhere", null);
			case ESPACE_CLOSED -> new Remedy("publication", below(school, "/publication"));
			case ENT_UNREACHABLE, ENT_TIMEOUT, ENT_ANSWER_INVALID, TICKET_REFUSED ->
				new Remedy("diagnosis", diagnosis(school, entry.delegation()));
			case ADDRESS_SUSPENDED -> new Remedy("suspension", below(school, "/security"));
			case BAD_CREDENTIALS -> new Remedy("password", null);
			case DIRECT_LOGIN_CLOSED -> new Remedy("direct", below(school, "/delegations"));
			case LOGIN_EXPIRED -> new Remedy("again", null);
			case UPSTREAM_UNREACHABLE -> new Remedy("application", null);
			case STORE_UNAVAILABLE, INTERNAL_ERROR -> new Remedy("platform", null);
			default -> null;
		};
	}

	private static @Nullable String below(@Nullable String school, String path) {
		return (school != null) ? school + path : null;
	}

	private static @Nullable String identities(@Nullable String school, @Nullable String person) {
		if (school == null) {
			return null;
		}
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(school + "/identities");
		return (person == null) ? address.toUriString()
				: address.queryParam("q", "{q}").encode().buildAndExpand(Map.of("q", person)).toUriString();
	}

	private static @Nullable String diagnosis(@Nullable String school, @Nullable String delegation) {
		return (school == null || delegation == null || delegation.equals(DIRECT)) ? null
				: school + "/delegations/" + delegation + "/diagnosis";
	}

	private static @Nullable ErrorCode code(AuditEntry entry) {
		return Arrays.stream(ErrorCode.values())
			.filter((one) -> one.name().equals(entry.code()))
			.findFirst()
			.orElse(null);
	}

}
