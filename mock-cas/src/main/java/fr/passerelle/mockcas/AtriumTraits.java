package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Atrium and the others of the Correlyce family. No answer of Atrium in SAML 1.1 was
 * found: this is Apereo's, with the names of the family.
 */
record AtriumTraits(Set<Quirk> quirks) implements Traits {

	private static final AttributeNames NAMES = new AttributeNames("ENTPersonNom", "ENTPersonPrenom",
			"ENTPersonProfils", "ENTPersonStructRattachUAI", false);

	@Override
	public Map<String, List<String>> attributes(Person person) {
		return NAMES.attributesOf(person);
	}

	@Override
	public Duration ticketLife() {
		return this.quirks.contains(Quirk.SHORT_TICKETS) ? KosmosTraits.SHORT_LIFE : Traits.super.ticketLife();
	}

}
