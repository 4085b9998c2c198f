package fr.passerelle.gateway.recognition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.Uai;

/**
 * A value of {@code FrEduVecteur}: {@code type|NOM|Prénom|id|UAI}. Types 1 and 2 are a
 * man and a woman who are responsible, 3 and 4 a boy and a girl; the id is the pupil's
 * number in the school's list, on a parent's vector too, which has one for each child.
 * Names are often empty. A stranger could guess all of it, so it counts only as an ENT
 * releases it.
 *
 * @param text the whole value
 * @param pupil whether it is a pupil's
 * @param id the pupil's number
 * @param uai the pupil's school
 */
record IdentityVector(String text, boolean pupil, String id, Uai uai) {

	/** The attribute that has them. */
	static final String ATTRIBUTE = "FrEduVecteur";

	private static final Pattern FORM = Pattern
		.compile("([1-4])\\|[^|]{0,100}\\|[^|]{0,100}\\|([A-Za-z0-9_-]{1,64})\\|([0-9]{7}[A-Za-z])");

	/** The vectors among released values. */
	static List<IdentityVector> read(Collection<String> values) {
		List<IdentityVector> vectors = new ArrayList<>();
		for (String value : values) {
			Matcher form = FORM.matcher(value);
			if (form.matches() && Uai.isUai(form.group(3))) {
				vectors.add(new IdentityVector(value, form.group(1).compareTo("3") >= 0, form.group(2),
						new Uai(form.group(3))));
			}
		}
		return List.copyOf(vectors);
	}

	/**
	 * What a list of people may call this person: a pupil by number, and a parent by the
	 * whole value, as applications keep it that took it over from an academy.
	 */
	Set<String> ids() {
		return this.pupil ? Set.of(this.text, this.id) : Set.of(this.text);
	}

	@Override
	public String toString() {
		return "IdentityVector[]";
	}

}
