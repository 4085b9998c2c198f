package fr.passerelle.gateway.recognition;

import java.util.List;

import fr.passerelle.gateway.establishment.BirthDate;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * The name that an ENT gives a person, to find out whether a second account of the same
 * user is theirs too. A pupil is never taken for a parent of the same name.
 *
 * @param words of the name, folded and in one order; none where the ENT released no name
 * @param pupil whether it says so
 * @param birthDate where it is released
 */
record Human(List<String> words, boolean pupil, @Nullable String birthDate) {

	static Human of(Visitor visitor, @Nullable String birthDate) {
		boolean named = !visitor.name().equals(visitor.user());
		return new Human(named ? words(visitor.name()) : List.of(), visitor.profiles().contains(Profile.ELV),
				birthDate);
	}

	private static List<String> words(String name) {
		return FoldedText.words(name).stream().sorted().toList();
	}

	/** The same for the same person at every ENT; null where the name says too little. */
	@Nullable String key() {
		return (this.words.size() > 1) ? String.join(" ", this.words) + (this.pupil ? " pupil" : "") : null;
	}

	/** Whether the list's person has this name, and is a pupil where this one is. */
	boolean isCalledLike(Person person) {
		return this.pupil == person.espaces().contains(EspaceKey.ELEVE) && this.words.size() > 1
				&& this.words.equals(words(person.givenName() + " " + person.familyName()))
				&& (this.birthDate == null || person.birthDate() == null
						|| BirthDate.parse(this.birthDate).map((date) -> date.equals(person.birthDate())).orElse(true));
	}

	@Override
	public String toString() {
		return "Human[]";
	}

}
