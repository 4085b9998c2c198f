package fr.passerelle.gateway.recognition;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Admission;
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
		List<String> plain = delegation.attributes()
			.personId()
			.stream()
			.filter((name) -> !isCalled(name, AafReference.ATTRIBUTE) && !isCalled(name, IdentityVector.ATTRIBUTE)
					&& !NationalNumber.isCalled(name))
			.toList();
		Stream<Person> released = ReleasedText.ids(remote.first(plain))
			.stream()
			.limit(MAX_IDS)
			.flatMap((id) -> Stream.concat(this.people.find(uai, id).stream(),
					this.people.knownToEntAs(uai, id).stream()));
		Stream<Person> named = isAlone(establishment, delegation) ? this.people.knownToEntAs(uai, user).stream()
				: Stream.empty();
		Stream<Person> numbered = ReleasedText
			.ids(remote.first(delegation.attributes().personId().stream().filter(NationalNumber::isCalled).toList()))
			.stream()
			.limit(MAX_IDS)
			.flatMap((ine) -> this.people.withIne(uai, ine).stream());
		return distinct(Stream.of(released, referenced(uai, delegation, remote).stream(), numbered, named)
			.flatMap((found) -> found));
	}

	/**
	 * By the references of EduConnect and of academies, which the list has as
	 * {@code identifiantEnt}. Many are short numbers, which two kinds of people may
	 * share: only people count who have an Espace of the account that came.
	 */
	private List<Person> referenced(Uai uai, Delegation delegation, RemoteIdentity remote) {
		Set<String> ids = new LinkedHashSet<>();
		for (String name : delegation.attributes().personId()) {
			if (isCalled(name, AafReference.ATTRIBUTE)) {
				AafReference.read(remote.first(List.of(name)))
					.stream()
					.limit(MAX_IDS)
					.forEach((reference) -> ids.addAll(reference.ids()));
			}
			if (isCalled(name, IdentityVector.ATTRIBUTE)) {
				IdentityVector.read(remote.first(List.of(name)))
					.stream()
					.filter((vector) -> vector.uai().equals(uai))
					.limit(MAX_IDS)
					.forEach((vector) -> ids.addAll(vector.ids()));
			}
		}
		if (ids.isEmpty()) {
			return List.of();
		}
		Set<EspaceKey> espaces = Admission.espaces(delegation, remote);
		return ids.stream()
			.flatMap((id) -> this.people.knownToEntAs(uai, id).stream())
			.filter((person) -> person.espaces().stream().anyMatch(espaces::contains))
			.toList();
	}

	private static boolean isCalled(String name, String attribute) {
		return name.equalsIgnoreCase(attribute);
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
				.filter((person) -> CivilIdentity.of(person).contains(wanted))
				.toList())
			.orElse(List.of());
	}

	private static List<Person> distinct(Stream<Person> people) {
		Map<String, Person> byKey = new LinkedHashMap<>();
		people.forEach((person) -> byKey.putIfAbsent(LoginName.key(person.identifiant()), person));
		return List.copyOf(byKey.values());
	}

}
