package fr.passerelle.gateway.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened. Never holds a ticket, a password or what an ENT released
 * beyond who it was. Texts are cut and cleaned of control characters: some of them a
 * visitor wrote.
 *
 * @param at when
 * @param type what
 * @param reference the reference that the person was shown
 * @param uai at which establishment
 * @param espace the Espace's key
 * @param delegation the delegation's id, or {@code direct}
 * @param person who, as known here; the administrator's name where it was one
 * @param address from where
 * @param code the error code, where it was a refusal
 * @param detail anything else in one line
 * @param changes before and after, where something was changed
 */
public record AuditEntry(Instant at, AuditType type, @Nullable String reference, @Nullable Uai uai,
		@Nullable String espace, @Nullable String delegation, @Nullable String person, @Nullable String address,
		@Nullable String code, @Nullable String detail, List<AuditChange> changes) {

	/** Longest text, in characters. */
	private static final int MAX_LENGTH = 500;

	/** Most changes of one entry; the history of versions has all of them. */
	static final int MAX_CHANGES = 50;

	private static final Pattern COUNTING = Pattern.compile("(\\d{1,18}) more within a minute");

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

	public AuditEntry {
		reference = clean(reference);
		espace = clean(espace);
		delegation = clean(delegation);
		person = clean(person);
		address = clean(address);
		code = clean(code);
		detail = clean(detail);
		changes = List.copyOf((changes.size() > MAX_CHANGES) ? changes.subList(0, MAX_CHANGES) : changes);
	}

	/** An entry that tells only what and when. */
	public static AuditEntry of(Instant at, AuditType type) {
		return new AuditEntry(at, type, null, null, null, null, null, null, null, null, List.of());
	}

	/** The same entry at an establishment, about one of its Espaces. */
	public AuditEntry at(Uai where, @Nullable EspaceKey about) {
		return new AuditEntry(this.at, this.type, this.reference, where, (about != null) ? about.key() : null,
				this.delegation, this.person, this.address, this.code, this.detail, this.changes);
	}

	/** The same entry, of an administrator's doing. */
	public AuditEntry by(Actor actor) {
		return withPerson(actor.name()).withAddress(actor.address());
	}

	/** The same entry under a reference. */
	public AuditEntry withReference(@Nullable String value) {
		return new AuditEntry(this.at, this.type, value, this.uai, this.espace, this.delegation, this.person,
				this.address, this.code, this.detail, this.changes);
	}

	/** The same entry at an establishment. */
	public AuditEntry withUai(@Nullable Uai value) {
		return new AuditEntry(this.at, this.type, this.reference, value, this.espace, this.delegation, this.person,
				this.address, this.code, this.detail, this.changes);
	}

	/** The same entry about an Espace. */
	public AuditEntry withEspace(@Nullable String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, value, this.delegation, this.person,
				this.address, this.code, this.detail, this.changes);
	}

	/** The same entry about a delegation. */
	public AuditEntry withDelegation(@Nullable String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, value, this.person,
				this.address, this.code, this.detail, this.changes);
	}

	/** The same entry about a person. */
	public AuditEntry withPerson(@Nullable String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, value,
				this.address, this.code, this.detail, this.changes);
	}

	/** The same entry from an address. */
	public AuditEntry withAddress(@Nullable String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, this.person,
				value, this.code, this.detail, this.changes);
	}

	/** The same entry with an error code. */
	public AuditEntry withCode(@Nullable String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, this.person,
				this.address, value, this.detail, this.changes);
	}

	/** The same entry with one more line. */
	public AuditEntry withDetail(@Nullable String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, this.person,
				this.address, this.code, value, this.changes);
	}

	/** The same entry with before and after of everything that was changed. */
	public AuditEntry withChanges(List<AuditChange> values) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, this.person,
				this.address, this.code, this.detail, values);
	}

	/** The same entry with before and after of one more thing. */
	public AuditEntry withChange(String path, @Nullable String before, @Nullable String after) {
		List<AuditChange> more = new ArrayList<>(this.changes);
		more.add(new AuditChange(path, before, after));
		return withChanges(more);
	}

	/** The detail of an entry that counts others instead of naming them. */
	static String counting(long entries) {
		return entries + " more within a minute";
	}

	/** How many this entry counts besides itself; zero where it tells of one thing. */
	public long counted() {
		Matcher counting = COUNTING.matcher((this.detail != null) ? this.detail : "");
		return (this.type.isRefusal() && counting.matches()) ? Long.parseLong(counting.group(1)) : 0;
	}

	private static @Nullable String clean(@Nullable String text) {
		return (text != null) ? clean(text, MAX_LENGTH) : null;
	}

	static String clean(String text, int max) {
		String bounded = (text.length() > max) ? text.substring(0, max) : text;
		return UNPRINTABLE.matcher(bounded).replaceAll("\uFFFD");
	}

}
