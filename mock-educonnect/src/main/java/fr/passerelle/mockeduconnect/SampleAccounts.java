package fr.passerelle.mockeduconnect;

import java.util.List;

/** The accounts of a trial: two families, with and without what can be missing. */
final class SampleAccounts {

	static final List<Account> ALL = List.of(
			new Account("l.petit", Affiliation.ELEVE_2D, "PETIT", "Léo").with("FrEduCtDateNaissance", "2011-04-03")
				.with("FrEduCtEleveUAI", "0330001A")
				.with("FrEduCtEleveNiveau", "2115")
				.with("FrEduCtEleveINEHash", "0123456789abcdef0123456789abcdef")
				.with("FrEduCtRefId", "{AAF}4|1|70001", "{ECT}4|1|1"),
			new Account("e.petit", Affiliation.ELEVE_1D, "PETIT", "Emma").with("FrEduCtDateNaissance", "2017-09-12"),
			new Account("a.petit", Affiliation.RESP_2D, "PETIT", "Anne").with("FrEduCtRefId", "{AAF}4|1|90001",
					"{AAF}4|1|90002"),
			new Account("m.dupont", Affiliation.RESP_1D, "DUPONT", "Marie").with("FrEduVecteur",
					"2|DUPONT|Marie|701294|0330001A", "2|DUPONT|Marie|701295|0330001A"));

	private SampleAccounts() {
	}

}
