package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kosmos, as clients of it describe it.
 */
record KosmosTraits(Set<Quirk> quirks) implements Traits {

	/** The school of the session; the other names are those of the framework. */
	private static final AttributeNames NAMES = new AttributeNames("ENTPersonNom", "ENTPersonPrenom",
			"ENTPersonProfils", "rneCourant", false);

	/** What an integrator's source code remarks about the ENTs that it knows. */
	static final Duration SHORT_LIFE = Duration.ofSeconds(5);

	@Override
	public Layout layout() {
		return Layout.FLAT;
	}

	/** Only the school that was chosen for the session. */
	@Override
	public Map<String, List<String>> attributes(Person person) {
		Map<String, List<String>> attributes = NAMES.attributesOf(person);
		attributes.computeIfPresent("rneCourant", (name, schools) -> schools.subList(0, 1));
		return attributes;
	}

	@Override
	public Duration ticketLife() {
		return this.quirks.contains(Quirk.SHORT_TICKETS) ? SHORT_LIFE : Traits.super.ticketLife();
	}

	@Override
	public Answer unknownService(Pages pages, List<Person> people, String service) {
		return Answer.page(403, pages.unknownService("Application not allowed to use CAS", service));
	}

}
