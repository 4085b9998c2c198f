package fr.passerelle.gateway.recognition;

import java.text.Normalizer;
import java.util.Locale;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;

/**
 * Under what a link is kept: one user of one ENT, through one delegation of one
 * establishment.
 * <p>
 * The user's letter case counts. Some ENTs hand out opaque ids in which it does, and two
 * people taken for one is worse than one asked twice. The issuer is there because a
 * delegation can be led to another ENT under its old id, and that one's {@code mdupont}
 * is somebody else.
 *
 * @param uai the establishment
 * @param delegation the delegation's id
 * @param issuer the catalogue's entry, which keeps its name when an ENT moves; else where
 * tickets are validated
 * @param user the ENT's stable name of the person
 */
record EntKey(Uai uai, String delegation, String issuer, String user) {

	/** 144 bits. */
	private static final int ID_LENGTH = 24;

	static EntKey of(Uai uai, Delegation delegation, String user) {
		return new EntKey(uai, delegation.id(), issuer(delegation), Normalizer.normalize(user, Normalizer.Form.NFC));
	}

	private static String issuer(Delegation delegation) {
		String ent = delegation.ent();
		return (ent != null) ? ent
				: String.valueOf(delegation.signOn().voucher().getRawAuthority()).toLowerCase(Locale.ROOT);
	}

	/** A name for addresses: the same key has the same, and none tells of the person. */
	String id() {
		return SecretText.hash(String.join("\n", this.uai.value(), this.delegation, this.issuer, this.user))
			.substring(0, ID_LENGTH);
	}

}
