package fr.passerelle.gateway.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * A question to the trail. Everything that is said must be so; what is null or empty is
 * not asked.
 *
 * @param uai whose trail; null for everything that happened on the platform
 * @param since nothing older
 * @param until only what is older
 * @param types only these
 * @param reference the reference that a person was shown, in any spelling
 * @param person a part of the person's name here
 * @param address this address
 * @param espace this Espace's key
 * @param words each of them occurs somewhere in the entry
 * @param cursor only what is older than the page that gave this cursor
 * @param size entries on a page, 1 to {@link #MAX_SIZE}
 */
public record AuditQuery(@Nullable Uai uai, @Nullable Instant since, @Nullable Instant until, Set<AuditType> types,
		@Nullable String reference, @Nullable String person, @Nullable String address, @Nullable String espace,
		List<String> words, @Nullable String cursor, int size) {

	/** Most entries on a page. */
	public static final int MAX_SIZE = 500;

	private static final int USUAL_SIZE = 100;

	public AuditQuery {
		types = Set.copyOf(types);
		reference = said(reference);
		person = said(person);
		address = said(address);
		espace = said(espace);
		words = List.copyOf(words);
		size = Math.max(1, Math.min(size, MAX_SIZE));
	}

	/** Everything at an establishment; null for everything there is. */
	public static AuditQuery of(@Nullable Uai uai) {
		return new AuditQuery(uai, null, null, Set.of(), null, null, null, null, List.of(), null, USUAL_SIZE);
	}

	/** The same question about a time. */
	public AuditQuery between(@Nullable Instant from, @Nullable Instant to) {
		return new AuditQuery(this.uai, from, to, this.types, this.reference, this.person, this.address, this.espace,
				this.words, this.cursor, this.size);
	}

	/** The same question about some types. */
	public AuditQuery ofTypes(Set<AuditType> values) {
		return new AuditQuery(this.uai, this.since, this.until, values, this.reference, this.person, this.address,
				this.espace, this.words, this.cursor, this.size);
	}

	/** The same question about a reference. */
	public AuditQuery withReference(@Nullable String value) {
		return new AuditQuery(this.uai, this.since, this.until, this.types, value, this.person, this.address,
				this.espace, this.words, this.cursor, this.size);
	}

	/** The same question about a person. */
	public AuditQuery byPerson(@Nullable String value) {
		return new AuditQuery(this.uai, this.since, this.until, this.types, this.reference, value, this.address,
				this.espace, this.words, this.cursor, this.size);
	}

	/** The same question about an address. */
	public AuditQuery from(@Nullable String value) {
		return new AuditQuery(this.uai, this.since, this.until, this.types, this.reference, this.person, value,
				this.espace, this.words, this.cursor, this.size);
	}

	/** The same question about an Espace. */
	public AuditQuery inEspace(@Nullable String value) {
		return new AuditQuery(this.uai, this.since, this.until, this.types, this.reference, this.person, this.address,
				value, this.words, this.cursor, this.size);
	}

	/** The same question about words, however they are typed. */
	public AuditQuery withText(@Nullable String text) {
		return new AuditQuery(this.uai, this.since, this.until, this.types, this.reference, this.person, this.address,
				this.espace, (text != null) ? FoldedText.words(text) : List.of(), this.cursor, this.size);
	}

	/** The same question, one page on. */
	public AuditQuery page(@Nullable String next, int entries) {
		return new AuditQuery(this.uai, this.since, this.until, this.types, this.reference, this.person, this.address,
				this.espace, this.words, next, entries);
	}

	private static @Nullable String said(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

}
