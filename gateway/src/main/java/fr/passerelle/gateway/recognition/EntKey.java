package fr.passerelle.gateway.recognition;

import java.text.Normalizer;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;

/**
 * The key of a link: one user of one ENT, through one delegation of one establishment.
 * <p>
 * The user's letter case counts. Some ENTs give opaque ids in which it matters, and
 * taking two people for one is worse than asking one person twice. The issuer is there
 * because a delegation can be led to another ENT under its old id, whose {@code mdupont}
 * is another person.
 *
 * @param uai the establishment
 * @param delegation the delegation's id
 * @param issuer the catalogue's entry, which keeps its name when an ENT moves; else the
 * server that vouches for people
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
		return (ent != null) ? ent : delegation.signOn().issuer();
	}

	/** A name for addresses: equal for equal keys, and without data of the person. */
	String id() {
		return SecretText.hash(String.join("\n", this.uai.value(), this.delegation, this.issuer, this.user))
			.substring(0, ID_LENGTH);
	}

}
