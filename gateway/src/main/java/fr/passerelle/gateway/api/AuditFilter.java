package fr.passerelle.gateway.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What is asked of the trail; everything that is given must be so.
 *
 * @param since nothing older
 * @param until only what is older
 * @param type only these; may be given several times
 * @param reference the one on an error page, however it is typed
 * @param person a part of the name here, or of the administrator's
 * @param address from there
 * @param espace in this Espace
 * @param q words, each of which occurs somewhere
 * @param cursor from an earlier answer's {@code next}, to read on
 */
record AuditFilter(@DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant since,
		@DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant until, @Nullable Set<AuditType> type,
		@Nullable String reference, @Nullable String person, @Nullable String address, @Nullable String espace,
		@Nullable String q, @Nullable String cursor) {

	AuditQuery about(@Nullable Uai uai, int size) {
		return AuditQuery.of(uai)
			.between(this.since, this.until)
			.ofTypes(asked())
			.withReference(this.reference)
			.byPerson(this.person)
			.from(this.address)
			.inEspace(this.espace)
			.withText(this.q)
			.page(this.cursor, size);
	}

	/** An empty {@code type=} is a null here, and asks for nothing. */
	private Set<AuditType> asked() {
		return (this.type != null) ? this.type.stream().filter(Objects::nonNull).collect(Collectors.toSet()) : Set.of();
	}

}
