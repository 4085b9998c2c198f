package fr.passerelle.tryit;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.mockcas.Layout;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.People;
import fr.passerelle.mockcas.Person;

/**
 * The two ENTs: one of the collège, one that the collège shares with the lycée. They
 * place attributes differently, as two real ENTs do.
 */
final class TrialEnts {

	private TrialEnts() {
	}

	static MockCasServer horizon(int port) {
		return MockCasServer.server()
			.name("ENT Horizon (essai)")
			.port(port)
			.people(People.standard(People.TRIAL_UAI))
			.layout(Layout.GROUPED)
			.build();
	}

	static MockCasServer littoral(int port) {
		List<Person> people = new ArrayList<>(lycee());
		people.addAll(People.standard(People.TRIAL_UAI));
		return MockCasServer.server()
			.name("ENT Littoral (essai)")
			.port(port)
			.people(people)
			.layout(Layout.FLAT)
			.build();
	}

	private static List<Person> lycee() {
		return List.of(person("nlambert", "Nour", "Lambert", "Parente au lycée", "National_TUT"),
				person("ilambert", "Inès", "Lambert", "Élève du lycée", "National_ELV"),
				person("mchevalier", "Marc", "Chevalier", "Professeur au lycée", "National_ENS"));
	}

	private static Person person(String username, String firstName, String lastName, String role, String profile) {
		return Person.of(username)
			.withName(firstName, lastName)
			.withRole(role)
			.withProfiles(profile)
			.withEstablishments(People.OTHER_UAI);
	}

}
