package fr.passerelle.gateway.establishment;

import java.util.List;

/**
 * Names that ENTs give the facts about a person, for where neither the document nor the
 * catalogue says. The first two of each identity attribute are those that three
 * independent ENTs send this very kind of application.
 */
public final class UsualAttributes {

	public static final List<String> PROFILES = List.of("ENTPersonProfils", "categories");

	/**
	 * The school of this session first, then those that a person belongs to. All of them
	 * are read: where RECIA keys {@code ENTPersonStructRattach} by SIREN, another of them
	 * says the UAI.
	 */
	public static final List<String> ESTABLISHMENTS = List.of("rneCourant", "ESCOUAICourant",
			"ENTPersonStructRattachUAI", "ENTPersonStructRattachRNE", "ENTStructureUAI", "ESCOUAI",
			"ESCOUAIRattachement", "ENTPersonStructRattach");

	/**
	 * As the exchange files of an alimentation call it; an ENT that has it returns it
	 * under that name.
	 */
	public static final List<String> PERSON_ID = List.of("IDPN", "IdPN", "ID_Partenaire");

	public static final List<String> FAMILY_NAME = List.of("nom", "sn", "ENTPersonNom", "lastName");

	public static final List<String> GIVEN_NAME = List.of("prenom", "givenName", "ENTPersonPrenom", "firstName");

	public static final List<String> BIRTH_DATE = List.of("dateNaissance", "ENTPersonDateNaissance");

	private UsualAttributes() {
	}

}
