package fr.passerelle.gateway.audit;

import java.time.Instant;
import java.util.regex.Pattern;

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
 */
public record AuditEntry(Instant at, AuditType type, @Nullable String reference, @Nullable Uai uai,
		@Nullable String espace, @Nullable String delegation, @Nullable String person, @Nullable String address,
		@Nullable String code, @Nullable String detail) {

	/** Longest text, in characters. */
	private static final int MAX_LENGTH = 500;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

	public AuditEntry {
		reference = clean(reference);
		espace = clean(espace);
		delegation = clean(delegation);
		person = clean(person);
		address = clean(address);
		code = clean(code);
		detail = clean(detail);
	}

	/** An entry that tells no more than what and when. */
	public static AuditEntry of(Instant at, AuditType type) {
		return new AuditEntry(at, type, null, null, null, null, null, null, null, null);
	}

	/** The same entry under a reference. */
	public AuditEntry withReference(String value) {
		return new AuditEntry(this.at, this.type, value, this.uai, this.espace, this.delegation, this.person,
				this.address, this.code, this.detail);
	}

	/** The same entry at an establishment. */
	public AuditEntry withUai(Uai value) {
		return new AuditEntry(this.at, this.type, this.reference, value, this.espace, this.delegation, this.person,
				this.address, this.code, this.detail);
	}

	/** The same entry about someone. */
	public AuditEntry withPerson(@Nullable String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, value,
				this.address, this.code, this.detail);
	}

	/** The same entry from an address. */
	public AuditEntry withAddress(String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, this.person,
				value, this.code, this.detail);
	}

	/** The same entry with an error code. */
	public AuditEntry withCode(String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, this.person,
				this.address, value, this.detail);
	}

	/** The same entry with one more line. */
	public AuditEntry withDetail(String value) {
		return new AuditEntry(this.at, this.type, this.reference, this.uai, this.espace, this.delegation, this.person,
				this.address, this.code, value);
	}

	private static @Nullable String clean(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String bounded = (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) : text;
		return UNPRINTABLE.matcher(bounded).replaceAll("\uFFFD");
	}

}
