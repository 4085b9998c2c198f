package fr.passerelle.mockcas;

import java.util.List;
import java.util.Map;

/**
 * EoleSSO with the filter for PRONOTE, which lists the attributes.
 */
record EoleSsoTraits() implements Traits {

	@Override
	public Map<String, List<String>> attributes(Person person) {
		return new ReleasedAttributes(person).add("nom", person.lastName())
			.add("prenom", person.firstName())
			.copy("login", "ENTPersonLogin")
			.add("categories", person.profiles())
			.copy("dateNaissance", ReleasedAttributes.BIRTH_DATE)
			.copy("codePostal", ReleasedAttributes.POSTAL_CODE)
			.copy("eleveClasses", "ENTEleveClasses")
			.all();
	}

}
