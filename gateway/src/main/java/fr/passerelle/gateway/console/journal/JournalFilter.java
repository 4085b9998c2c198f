package fr.passerelle.gateway.console.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The search form as it was typed; empty fields do not limit the search.
 *
 * @param reference the one on an error page
 * @param q words
 * @param person a part of a name
 * @param type the name of an {@link AuditType}
 * @param address from there
 * @param espace an Espace's key
 * @param since the first day
 * @param until the last day
 */
record JournalFilter(@Nullable String reference, @Nullable String q, @Nullable String person, @Nullable String type,
		@Nullable String address, @Nullable String espace, @Nullable String since, @Nullable String until) {

	private static final int MAX_LENGTH = 200;

	/** Later days are typing errors. */
	private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

	JournalFilter {
		reference = typed(reference);
		q = typed(q);
		person = typed(person);
		type = typed(type);
		address = typed(address);
		espace = typed(espace);
		since = typed(since);
		until = typed(until);
	}

	private static String typed(@Nullable String text) {
		String stripped = (text != null) ? text.strip() : "";
		return (stripped.length() > MAX_LENGTH) ? stripped.substring(0, MAX_LENGTH) : stripped;
	}

	AuditQuery about(@Nullable Uai uai, ZoneId zone) {
		LocalDate last = day(this.until);
		return AuditQuery.of(uai)
			.withReference(this.reference)
			.withText(this.q)
			.byPerson(this.person)
			.ofTypes(types())
			.from(this.address)
			.inEspace(this.espace)
			.between(begin(day(this.since), zone), begin((last != null) ? last.plusDays(1) : null, zone));
	}

	/** Whether a malformed day was typed. */
	public boolean faulty() {
		return (!text(this.since).isEmpty() && day(this.since) == null)
				|| (!text(this.until).isEmpty() && day(this.until) == null);
	}

	/** What was typed, by the fields' names. */
	public Map<String, String> parts() {
		Map<String, String> parts = new LinkedHashMap<>();
		parts.put("reference", text(this.reference));
		parts.put("q", text(this.q));
		parts.put("person", text(this.person));
		parts.put("type", text(this.type));
		parts.put("address", text(this.address));
		parts.put("espace", text(this.espace));
		parts.put("since", text(this.since));
		parts.put("until", text(this.until));
		parts.values().removeIf(String::isEmpty);
		return parts;
	}

	/** The address of a page that asks the same, and something more. */
	String link(String path, Map<String, String> more) {
		UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path);
		Map<String, String> all = new LinkedHashMap<>(parts());
		all.putAll(more);
		all.keySet().forEach((name) -> builder.queryParam(name, "{" + name + "}"));
		return builder.encode().buildAndExpand(all).toUriString();
	}

	private Set<AuditType> types() {
		return Arrays.stream(AuditType.values())
			.filter((one) -> one.name().equals(this.type))
			.findFirst()
			.map(Set::of)
			.orElse(Set.of());
	}

	private static @Nullable LocalDate day(@Nullable String text) {
		try {
			LocalDate day = text(text).isEmpty() ? null : LocalDate.parse(text(text));
			return (day == null || day.isAfter(LAST)) ? null : day;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Instant begin(@Nullable LocalDate day, ZoneId zone) {
		return (day != null) ? day.atStartOfDay(zone).toInstant() : null;
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
