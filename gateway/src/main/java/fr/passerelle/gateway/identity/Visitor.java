package fr.passerelle.gateway.identity;

import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.people.Person;

/**
 * A recognised person: what the application is told, and the Espaces that are open to
 * them.
 *
 * @param user the stable name given to the application
 * @param name the shown name; the user's where nothing better is known
 * @param profiles normalised profiles
 * @param espaces what they may enter
 */
public record Visitor(String user, String name, Set<Profile> profiles, Set<EspaceKey> espaces) {

	public Visitor {
		profiles = Set.copyOf(profiles);
		espaces = Set.copyOf(espaces);
	}

	/** One of the establishment's own people, who came without an ENT. */
	public static Visitor of(Person person) {
		return new Visitor(person.identifiant(), person.displayName(), Set.of(), person.espaces());
	}

	@Override
	public String toString() {
		return "Visitor[" + this.profiles + "]";
	}

}
