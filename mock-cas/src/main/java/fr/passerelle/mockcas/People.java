package fr.passerelle.mockcas;

import java.util.List;

/**
 * The usual people: one for every case that a gateway has to tell apart.
 */
public final class People {

	/** The establishment of the trial: Collège Jean-Moulin, which is invented. */
	public static final String TRIAL_UAI = "0330001A";

	/** Another establishment, whose people a gateway must keep out of the first. */
	public static final String OTHER_UAI = "0750002B";

	private People() {
	}

	/**
	 * Lists the people of an establishment, and some who do not belong to it.
	 * @param uai code of the establishment
	 * @return the people
	 */
	public static List<Person> standard(String uai) {
		return List.of(
				at(uai, "mdupont", "Marie", "Dupont", "Parente de deux élèves", "National_TUT")
					.withAttribute("FrEduVecteur", "2|Dupont|Marie|1001|" + uai, "2|Dupont|Marie|1002|" + uai)
					.withAttribute("ENTPersonMail", "marie.dupont@exemple.invalid"),
				pupil(uai, "ldupont", "Léa", "Dupont", "5A", "1001", "14/03/2014"),
				pupil(uai, "hdupont", "Hugo", "Dupont", "3B", "1002", "02/11/2011"),
				pupil(uai, "zdalmeida", "Zoé", "d'Alméida", "6C", "1003", "29/02/2016"),
				at(uai, "pmartin", "Paul", "Martin", "Professeur et parent d'élève", "National_ENS", "National_TUT")
					.withAttribute("FrEduVecteur", "1|Martin|Paul|1004|" + uai),
				at(uai, "sroux", "Sophie", "Roux", "Professeure", "National_ENS"),
				at(uai, "jpetit", "Julie", "Petit", "Professeure documentaliste", "National_DOC"),
				at(uai, "cbernard", "Claire", "Bernard", "Principale du collège", "National_DIR"),
				at(uai, "nmoreau", "Nadia", "Moreau", "Conseillère principale d'éducation", "National_EVS"),
				at(uai, "agarcia", "Antoine", "Garcia", "Secrétaire de gestion", "National_ETA"),
				at(uai, "ifabre", "Isabelle", "Fabre", "Inspectrice de l'académie", "National_ACA"),
				at(uai, "grichard", "Gérard", "Richard", "Parent, ancien code de profil", "National_2"),
				at(uai, "efaure", "Émilie", "Faure", "Parente dans deux établissements", "National_TUT")
					.withEstablishments(OTHER_UAI),
				at(OTHER_UAI, "tlefevre", "Thomas", "Lefèvre", "Élève d'un autre établissement", "National_ELV"),
				at(uai, "cnoel", "Camille", "Noël", "Personne sans profil"),
				Person.of("anonyme").withRole("Compte sans aucun attribut"));
	}

	private static Person pupil(String uai, String username, String firstName, String lastName, String group,
			String number, String birthDate) {
		return at(uai, username, firstName, lastName, "Élève de " + group, "National_ELV")
			.withAttribute("ENTEleveClasses", group)
			.withAttribute("ENTEleveStructRattachId", number)
			.withAttribute("ENTPersonDateNaissance", birthDate)
			.withAttribute("ENTPersonCodePostal", "33000");
	}

	private static Person at(String uai, String username, String firstName, String lastName, String role,
			String... profiles) {
		return Person.of(username)
			.withName(firstName, lastName)
			.withRole(role)
			.withProfiles(profiles)
			.withEstablishments(uai);
	}

}
