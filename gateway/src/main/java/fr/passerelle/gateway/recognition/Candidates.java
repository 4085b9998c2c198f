package fr.passerelle.gateway.recognition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.ReleasedText;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.people.LoginName;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.Person;

/**
 * The establishment's people who match what an ENT released. One person is a match; with
 * two there is no match, and an administrator decides.
 */
final class Candidates {

	/** Values of the person id attribute that are looked at; one is usual. */
	private static final int MAX_IDS = 16;

	private final People people;

	Candidates(People people) {
		this.people = people;
	}

	/**
	 * By person id. The released attribute may hold the application's own
	 * {@code identifiant}, or what the list calls {@code identifiantEnt}; and the ENT's
	 * user itself may be that {@code identifiantEnt}, since most ENTs release no more.
	 * The last is used only where no other delegation recognises by person id: the list
	 * does not say which ENT it means, and two ENTs may give one name to two people.
	 */
	List<Person> byPersonId(Establishment establishment, Delegation delegation, RemoteIdentity remote, String user) {
		Uai uai = establishment.uai();
		Stream<Person> released = ReleasedText.ids(remote.first(delegation.attributes().personId()))
			.stream()
			.limit(MAX_IDS)
			.flatMap((id) -> Stream.concat(this.people.find(uai, id).stream(),
					this.people.knownToEntAs(uai, id).stream()));
		Stream<Person> named = isAlone(establishment, delegation) ? this.people.knownToEntAs(uai, user).stream()
				: Stream.empty();
		return distinct(Stream.concat(released, named));
	}

	private static boolean isAlone(Establishment establishment, Delegation delegation) {
		return establishment.espaces()
			.values()
			.stream()
			.flatMap((espace) -> espace.delegations().stream())
			.filter((other) -> other.recognition().contains(Recognition.PERSON_ID))
			.allMatch((other) -> other.id().equals(delegation.id()));
	}

	/** By family name, given name and birth date, all three. */
	List<Person> byIdentity(Uai uai, Delegation delegation, RemoteIdentity remote) {
		return CivilIdentity.of(delegation.attributes(), remote)
			.map((wanted) -> this.people.bornOn(uai, wanted.birthDate())
				.stream()
				.filter((person) -> CivilIdentity.of(person).equals(Optional.of(wanted)))
				.toList())
			.orElse(List.of());
	}

	private static List<Person> distinct(Stream<Person> people) {
		Map<String, Person> byKey = new LinkedHashMap<>();
		people.forEach((person) -> byKey.putIfAbsent(LoginName.key(person.identifiant()), person));
		return List.copyOf(byKey.values());
	}

}
