package fr.passerelle.gateway.recognition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.TestJournal;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.people.LoginName;
import fr.passerelle.gateway.people.PasswordHashing;
import fr.passerelle.gateway.people.ImportedList;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.LinkRefusedException.Reason;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;

import static fr.passerelle.gateway.establishment.Recognition.IDENTITY;
import static fr.passerelle.gateway.establishment.Recognition.PASSWORD;
import static fr.passerelle.gateway.establishment.Recognition.PERSON_ID;
import static fr.passerelle.gateway.establishment.Recognition.PROFILE;
import static fr.passerelle.gateway.recognition.TestIdentities.account;
import static fr.passerelle.gateway.recognition.TestIdentities.delegation;
import static fr.passerelle.gateway.recognition.TestIdentities.educonnect;
import static fr.passerelle.gateway.recognition.TestIdentities.remote;
import static fr.passerelle.gateway.recognition.TestIdentities.zoe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for links and for the list of identities in every database.
 */
@OnEachDatabase
class RapprochementContract {

	static final Uai COLLEGE = new Uai("0330001A");

	/** Few, so that a test can pass it. */
	private static final int MAX_UNRECOGNISED = 50;

	private static final Actor BERNARD = new Actor("c.bernard", "198.51.100.7");

	private static final String FROM = "192.0.2.1";

	private static final String PEOPLE = """
			identifiant;nom;prenom;dateNaissance;espaces;identifiantEnt
			z.martin;Martin;Zoé;01/02/2012;eleve;ent-zoe
			l.petit;Petit;Léo;03/04/2011;eleve;ent-leo
			j.roux;Roux;Jean;05/06/2010;eleve;
			j.roux2;Roux;Jean;05/06/2010;eleve;
			a.noel;Noël;Ana;;eleve;double
			b.noel;Noël;Bob;;eleve;double
			""";

	private final MovableClock clock = new MovableClock();

	private AuditTrail audit;

	private People people;

	private Rapprochement rapprochement;

	private final TestDatabase database;

	RapprochementContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void begin() {
		this.audit = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		this.people = people();
		this.rapprochement = node();
		ImportedList.take(this.database, COLLEGE, PEOPLE, this.clock);
	}

	@AfterEach
	void end() {
		this.rapprochement.forget(COLLEGE);
		this.people.forget(COLLEGE);
		this.audit.close();
	}

	@SuppressWarnings("deprecation")
	private People people() {
		return new People(this.database.template(), this.database.transactions(),
				new PasswordHashing(NoOpPasswordEncoder.getInstance(), 2, Duration.ofSeconds(30)));
	}

	/** A node of its own: only the database stands between two. */
	private Rapprochement node() {
		return new Rapprochement(this.database.template(), people(), this.audit, MAX_UNRECOGNISED, this.clock);
	}

	private String recognise(Delegation delegation, RemoteIdentity remote) {
		return said(this.rapprochement.recognise(college(delegation), delegation, remote, FROM));
	}

	private static Establishment college(Delegation... delegations) {
		return TestIdentities.college(delegations);
	}

	private static String said(Recognised recognised) {
		return recognised.fold((local) -> local.person().identifiant() + " by " + local.now(), (word) -> "at its word",
				(ask) -> ask.optional() ? "password or not" : "password", (nobody) -> "nobody: " + nobody.why());
	}

	private List<EntIdentity> all() {
		return this.rapprochement.list(IdentityQuery.all(COLLEGE));
	}

	private EntIdentity only() {
		assertThat(all()).hasSize(1);
		return all().get(0);
	}

	@ParameterizedTest
	@CsvSource({ "z.martin,z.martin", "Z.MARTIN,z.martin", "ent-leo,l.petit", "ENT-LEO,", "double,", "nobody,", "'',",
			"%," })
	void aReleasedPersonIdIsTheIdentifiantOrTheIdentifiantEnt(String released, String person) {
		String said = recognise(delegation("atrium", PERSON_ID), remote("u1", "idpn", released));
		assertThat(said).isEqualTo((person != null) ? person + " by PERSON_ID"
				: released.equals("double") ? "nobody: AMBIGUOUS" : "nobody: UNKNOWN");
	}

	/** Traps S-51: two forms are read, other directories are passed over. */
	@ParameterizedTest
	@CsvSource({ "eleve2d,{AAF}10|x|123,p.lyon by PERSON_ID", "eleve2d,AAF123,nobody: UNKNOWN",
			"eleve1d,AAF77,q.nord by PERSON_ID", "eleve2d,{AAF}09|x|77,q.nord by PERSON_ID",
			"eleve2d,{ECT}10|x|123,nobody: UNKNOWN", "eleve2d,ECT77,nobody: UNKNOWN",
			"eleve2d,ECT-ENT77,nobody: UNKNOWN", "eleve2d,{AAF}10|123,nobody: UNKNOWN", "eleve2d,77,nobody: UNKNOWN",
			"resp2d,AAF77,nobody: UNKNOWN", "autre,AAF77,nobody: UNKNOWN" })
	void aReferenceOfTheAcademiesDirectoryIsAnIdentifiantEnt(String affiliation, String reference, String said) {
		importFamily();
		assertThat(recognise(educonnect(PERSON_ID), account(affiliation, "FrEduCtRefId", reference))).isEqualTo(said);
	}

	@Test
	void aParentOfSeveralChildrenIsOnePersonByAnyOfTheReferences() {
		importFamily();
		assertThat(recognise(educonnect(PERSON_ID),
				account("resp2d", "FrEduCtRefId", "ECT1", "{AAF}10|x|900", "{AAF}10|x|901")))
			.isEqualTo("m.roux by PERSON_ID");
	}

	@Test
	void referencesOfTwoPeopleAreNoMatch() {
		importFamily();
		assertThat(recognise(educonnect(PERSON_ID), account("resp2d", "FrEduCtRefId", "{AAF}10|x|901", "AAF902")))
			.isEqualTo("nobody: AMBIGUOUS");
	}

	/** A vector counts for this school, and a number for a pupil. */
	@ParameterizedTest
	@CsvSource({ "eleve2d,4|||77|0330001A,q.nord by PERSON_ID",
			"eleve2d,3|NORD|Quentin|77|0330001a,q.nord by PERSON_ID", "eleve2d,4|||77|0750002B,nobody: UNKNOWN",
			"resp2d,1|||77|0330001A,nobody: UNKNOWN", "resp2d,2|ROUX|Anne|701294|0330001A,a.roux by PERSON_ID",
			"eleve2d,5|||77|0330001A,nobody: UNKNOWN", "eleve2d,4|||77,nobody: UNKNOWN",
			"eleve2d,4||||0330001A,nobody: UNKNOWN" })
	void aVectorIsAnIdentifiantEnt(String affiliation, String vector, String said) {
		importFamily();
		assertThat(recognise(educonnect(PERSON_ID), account(affiliation, "FrEduVecteur", vector))).isEqualTo(said);
	}

	/** Every pupil of the country has an account. */
	@Test
	void anAccountOfEduConnectIsTakenAtItsWordOnlyForThisSchool() {
		assertThat(recognise(educonnect(PROFILE), account("eleve2d", "FrEduCtEleveUAI", "0330001A")))
			.isEqualTo("at its word");
		assertThat(recognise(educonnect(PROFILE), account("eleve2d", "FrEduCtEleveNiveau", "2212")))
			.isEqualTo("nobody: UNKNOWN");
	}

	private void importFamily() {
		ImportedList.take(this.database, COLLEGE, """
				identifiant;nom;prenom;espaces;identifiantEnt
				p.lyon;Lyon;Paul;eleve;LYON-123
				q.nord;Nord;Quentin;eleve;77
				m.roux;Roux;Marie;parent;AC-LYON$901
				a.roux;Roux;Anne;parent;2|ROUX|Anne|701294|0330001A
				b.roux;Roux;Bob;parent;902
				prof;Prof;Paul;professeur;123
				""", this.clock);
	}

	@Test
	void aPersonWhoIsClosedIsNeitherRecognisedNorTakenAtTheirWord() {
		Delegation all = delegation("atrium", PERSON_ID, PROFILE);
		assertThat(recognise(all, remote("u1", "idpn", "z.martin"))).isEqualTo("z.martin by PERSON_ID");
		ImportedList.take(this.database, COLLEGE,
				"identifiant;nom;prenom;dateNaissance;espaces;ferme\nz.martin;Martin;Zoé;01/02/2012;eleve;01/07/2026\n"
						+ "l.petit;Petit;Léo;;eleve;01/07/2026\n",
				this.clock);
		assertThat(recognise(all, remote("u1", "idpn", "z.martin"))).as("linked").isEqualTo("nobody: UNKNOWN");
		assertThat(recognise(all, remote("u2", "idpn", "l.petit"))).as("not linked").isEqualTo("nobody: UNKNOWN");
	}

	@Test
	void aPupilIsRecognisedByTheNationalNumberWhereAnAttributeIsCalledSo() {
		this.database.template().update("UPDATE people SET ine = '0330000001A' WHERE login_key = 'z.martin'");
		assertThat(NationalNumber.isCalled("ENTEleveINE")).isTrue();
		assertThat(NationalNumber.isCalled("machine")).isFalse();
		assertThat(recognise(delegation("atrium", PERSON_ID), remote("u1", "idpn", "0330000001A")))
			.isEqualTo("nobody: UNKNOWN");
		assertThat(recognise(TestIdentities.byNationalNumber(), remote("u2", "INE", "0330000001A")))
			.isEqualTo("z.martin by PERSON_ID");
	}

	@Test
	void anIdThatIsTwoPeoplesIsNoMatch() {
		ImportedList.take(this.database, COLLEGE,
				"identifiant;nom;prenom;espaces;identifiantEnt\nent-zoe;Autre;Ann;eleve;\n", this.clock);
		assertThat(recognise(delegation("atrium", PERSON_ID), remote("u1", "idpn", "ent-zoe")))
			.isEqualTo("nobody: AMBIGUOUS");
		assertThat(only().state()).isEqualTo(IdentityState.AMBIGUOUS);
	}

	@Test
	void theEntsUserIsAnIdentifiantEntWhereOneEntAloneRecognisesSo() {
		Delegation atrium = delegation("atrium", PERSON_ID);
		Delegation elyco = delegation("elyco", PERSON_ID);
		assertThat(said(this.rapprochement.recognise(college(atrium, elyco), atrium, remote("ent-zoe"), FROM)))
			.isEqualTo("nobody: UNKNOWN");
		Delegation other = delegation("elyco", IDENTITY);
		assertThat(said(this.rapprochement.recognise(college(atrium, other), atrium, remote("ent-zoe"), FROM)))
			.isEqualTo("z.martin by PERSON_ID");
	}

	@ParameterizedTest
	@CsvSource({ "MARTIN,ZOE,2012-02-01,z.martin by IDENTITY", "Mar-tin,Zoé,01/02/2012,z.martin by IDENTITY",
			"Martin,Zoé,02/01/2012,nobody: UNKNOWN", "Martin,Zoé,,nobody: UNKNOWN",
			"Martin,Léo,01/02/2012,nobody: UNKNOWN", "Roux,Jean,05/06/2010,nobody: AMBIGUOUS",
			"Noël,Ana,,nobody: UNKNOWN" })
	void identityIsAllThreeAndOnePersonAlone(String family, String given, String birth, String said) {
		RemoteIdentity remote = (birth != null) ? remote("u1", "nom", family, "prenom", given, "naissance", birth)
				: remote("u1", "nom", family, "prenom", given);
		assertThat(recognise(delegation("atrium", IDENTITY), remote)).isEqualTo(said);
	}

	@Test
	void aLinkMadeEarlierComesBeforeTheList() {
		assertThat(recognise(delegation("atrium", IDENTITY), zoe("u1"))).isEqualTo("z.martin by IDENTITY");
		RemoteIdentity other = remote("u1", "idpn", "l.petit", "profils", "National_ELV");
		assertThat(recognise(delegation("atrium", PROFILE, PERSON_ID), other)).isEqualTo("z.martin by null");
	}

	/** The store may take back what several people did together. */
	@Test
	void aLinkIsInTheJournalOnceItIsInTheStore() {
		try (TestJournal journal = new TestJournal(this.clock)) {
			Rapprochement node = new Rapprochement(this.database.template(), people(), journal.trail(),
					MAX_UNRECOGNISED, this.clock);
			Delegation atrium = delegation("atrium", IDENTITY);
			this.database.transactions().executeWithoutResult((status) -> {
				node.recognise(college(atrium), atrium, zoe("taken-back"), FROM);
				status.setRollbackOnly();
			});
			assertThat(all()).isEmpty();
			this.database.transactions()
				.executeWithoutResult((status) -> node.recognise(college(atrium), atrium, zoe("kept"), FROM));
			assertThat(only().user()).isEqualTo("kept");
			assertThat(journal.entries()).singleElement()
				.satisfies((entry) -> assertThat(entry.detail()).startsWith("kept = z.martin"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "PERSON_ID IDENTITY,l.petit by PERSON_ID", "IDENTITY PERSON_ID,z.martin by IDENTITY",
			"PASSWORD IDENTITY,password or not", "IDENTITY PASSWORD,z.martin by IDENTITY", "PASSWORD,password",
			"PROFILE IDENTITY,at its word" })
	void theListIsTriedInItsOrder(String list, String said) {
		Recognition[] steps = List.of(list.split(" ")).stream().map(Recognition::valueOf).toArray(Recognition[]::new);
		assertThat(recognise(delegation("atrium", steps), remote("u1", "nom", "Martin", "prenom", "Zoé", "naissance",
				"01/02/2012", "idpn", "l.petit", "profils", "National_ELV")))
			.isEqualTo(said);
	}

	@Test
	void aProfileThatOpensNothingLetsTheOtherStepsTryFirst() {
		RemoteIdentity secretary = remote("u1", "idpn", "l.petit", "profils", "National_ETA");
		assertThat(recognise(delegation("atrium", PROFILE, PERSON_ID), secretary)).isEqualTo("l.petit by PERSON_ID");
		assertThat(recognise(delegation("atrium", PROFILE), remote("u2", "profils", "National_ETA")))
			.isEqualTo("at its word");
		assertThat(this.rapprochement.list(new IdentityQuery(COLLEGE, IdentityState.UNKNOWN, "u2", 0, 10)))
			.as("who gets in nowhere is listed")
			.hasSize(1);
	}

	@Test
	void whomTheProfileLetsInIsNotListedUnlessThereIsSomethingToSettle() {
		Delegation atrium = delegation("atrium", IDENTITY, PROFILE);
		assertThat(recognise(atrium, remote("u1", "profils", "National_ELV"))).isEqualTo("at its word");
		assertThat(all()).isEmpty();
		assertThat(recognise(atrium,
				remote("u2", "profils", "National_ELV", "nom", "Roux", "prenom", "Jean", "naissance", "05/06/2010")))
			.isEqualTo("at its word");
		assertThat(only().state()).isEqualTo(IdentityState.AMBIGUOUS);
	}

	@Test
	void aSecondIdentityOfTheSamePersonIsAConflictAndTakesNothingOver() {
		Delegation atrium = delegation("atrium", IDENTITY);
		assertThat(recognise(atrium, zoe("u1"))).isEqualTo("z.martin by IDENTITY");
		assertThat(recognise(atrium, zoe("u2"))).isEqualTo("nobody: CONFLICT");
		assertThat(recognise(atrium, zoe("u1"))).isEqualTo("z.martin by null");
		EntIdentity second = this.rapprochement.list(new IdentityQuery(COLLEGE, IdentityState.CONFLICT, "", 0, 10))
			.get(0);
		assertThat(second.user()).isEqualTo("u2");
		assertThat(second.claimed()).isEqualTo(new EntIdentity.Who("z.martin", "Martin", "Zoé"));
	}

	@Test
	void theRightPasswordOfSomebodyLinkedElsewhereIsAConflictToo() {
		Delegation atrium = delegation("atrium", IDENTITY, PASSWORD);
		recognise(atrium, zoe("u1"));
		Person zoe = this.people.find(COLLEGE, "z.martin").orElseThrow();
		assertThat(said(this.rapprochement.recogniseByPassword(college(atrium), atrium, remote("u2"), FROM, zoe)))
			.isEqualTo("nobody: CONFLICT");
		Person leo = this.people.find(COLLEGE, "l.petit").orElseThrow();
		assertThat(said(this.rapprochement.recogniseByPassword(college(atrium), atrium, remote("u2"), FROM, leo)))
			.isEqualTo("l.petit by PASSWORD");
	}

	@Test
	void eachDelegationHasLinksOfItsOwn() {
		recognise(delegation("atrium", IDENTITY), zoe("u1"));
		assertThat(recognise(delegation("elyco", IDENTITY), zoe("u1"))).isEqualTo("z.martin by IDENTITY");
		assertThat(all()).hasSize(2);
	}

	@Test
	void anotherEntUnderTheSameDelegationHasOtherPeople() {
		recognise(delegation("ent", "old.example.fr", IDENTITY), zoe("u1"));
		assertThat(recognise(delegation("ent", "new.example.fr", PERSON_ID), remote("u1")))
			.isEqualTo("nobody: UNKNOWN");
		assertThat(recognise(delegation("ent", "old.example.fr", PERSON_ID), remote("u1")))
			.isEqualTo("z.martin by null");
	}

	@Test
	void lettersOfAnotherCaseAreAnotherUser() {
		recognise(delegation("atrium", IDENTITY), zoe("aB"));
		assertThat(recognise(delegation("atrium", PERSON_ID), remote("Ab"))).isEqualTo("nobody: UNKNOWN");
	}

	@Test
	void twoFirstLoginsOfOneIdentityMakeOneLink() throws Exception {
		Delegation atrium = delegation("atrium", IDENTITY);
		List<String> said = atOnce(8, (number) -> zoe("u1"), atrium);
		assertThat(said).allMatch((one) -> one.startsWith("z.martin by "))
			.filteredOn("z.martin by IDENTITY"::equals)
			.hasSize(1);
		assertThat(only().state()).isEqualTo(IdentityState.LINKED);
	}

	@Test
	void ofManyIdentitiesThatClaimOnePersonAtOnceOneGetsThem() throws Exception {
		Delegation atrium = delegation("atrium", IDENTITY);
		List<String> said = atOnce(8, (number) -> zoe("u" + number), atrium);
		assertThat(said).filteredOn("z.martin by IDENTITY"::equals).hasSize(1);
		assertThat(said).filteredOn("nobody: CONFLICT"::equals).hasSize(7);
		assertThat(all()).filteredOn((identity) -> identity.state() == IdentityState.LINKED).hasSize(1);
	}

	private List<String> atOnce(int count, java.util.function.IntFunction<RemoteIdentity> remote, Delegation delegation)
			throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			List<Future<String>> results = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				Rapprochement node = node();
				RemoteIdentity who = remote.apply(i);
				results.add(threads.submit(() -> {
					start.await();
					return said(node.recognise(college(delegation), delegation, who, FROM));
				}));
			}
			start.countDown();
			List<String> said = new ArrayList<>();
			for (Future<String> result : results) {
				said.add(result.get());
			}
			return said;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void anAdministratorLinksAndUnlinks() {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, remote("u1", "nom", "Inconnue", "prenom", "Lou"));
		String id = only().id();
		EntIdentity linked = this.rapprochement.link(COLLEGE, id, " L.PETIT ", BERNARD);
		assertThat(linked.state()).isEqualTo(IdentityState.LINKED);
		assertThat(linked.link()).satisfies((link) -> {
			assertThat(link.person().identifiant()).isEqualTo("l.petit");
			assertThat(link.by()).isEqualTo(LinkedBy.ADMINISTRATOR);
			assertThat(link.author()).isEqualTo("c.bernard");
		});
		assertThat(recognise(atrium, remote("u1"))).isEqualTo("l.petit by null");
		assertThat(this.rapprochement.link(COLLEGE, id, "l.petit", BERNARD).link()).isEqualTo(linked.link());
		assertThat(this.rapprochement.unlink(COLLEGE, id, BERNARD).link()).isNull();
		assertThat(recognise(atrium, remote("u1"))).isEqualTo("nobody: UNKNOWN");
		assertThat(this.rapprochement.unlink(COLLEGE, id, BERNARD).state()).isEqualTo(IdentityState.UNKNOWN);
	}

	@Test
	void aLinkTakenAwayIsNotMadeAgainByTheSameStepButByThePasswordOrByHand() {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, zoe("u1"));
		this.rapprochement.unlink(COLLEGE, only().id(), BERNARD);
		assertThat(recognise(atrium, zoe("u1"))).isEqualTo("nobody: UNKNOWN");
		Person zoe = this.people.find(COLLEGE, "z.martin").orElseThrow();
		assertThat(said(this.rapprochement.recogniseByPassword(college(atrium), atrium, zoe("u1"), FROM, zoe)))
			.isEqualTo("z.martin by PASSWORD");
		this.rapprochement.unlink(COLLEGE, only().id(), BERNARD);
		assertThat(recognise(atrium, zoe("u2"))).as("another identity of hers").isEqualTo("z.martin by IDENTITY");
	}

	@Test
	void whatStandsInTheWayOfALinkIsNamed() {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, zoe("u1"));
		recognise(atrium, remote("u2"));
		String first = all().stream().filter((one) -> one.user().equals("u1")).findFirst().orElseThrow().id();
		String second = all().stream().filter((one) -> one.user().equals("u2")).findFirst().orElseThrow().id();
		assertRefused(Reason.NO_SUCH_PERSON, () -> this.rapprochement.link(COLLEGE, second, "nobody", BERNARD));
		assertRefused(Reason.PERSON_LINKED, () -> this.rapprochement.link(COLLEGE, second, "z.martin", BERNARD));
		assertRefused(Reason.IDENTITY_LINKED, () -> this.rapprochement.link(COLLEGE, first, "l.petit", BERNARD));
		assertThatExceptionOfType(UnknownIdentityException.class)
			.isThrownBy(() -> this.rapprochement.link(new Uai("0330002B"), second, "l.petit", BERNARD));
		assertThatExceptionOfType(UnknownIdentityException.class)
			.isThrownBy(() -> this.rapprochement.unlink(COLLEGE, "x", BERNARD));
	}

	private static void assertRefused(Reason reason, Runnable action) {
		assertThatExceptionOfType(LinkRefusedException.class).isThrownBy(action::run)
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	@Test
	void theListShowsWhoItIsAndNothingElseThatWasReleased() {
		recognise(delegation("atrium", PERSON_ID), remote("u1", "nom", "Inconnue", "prenom", "Lou", "naissance",
				"01/02/2009", "profils", "National_2;National_3", "adresse", "12 rue du Port"));
		EntIdentity lou = only();
		assertThat(lou.user()).isEqualTo("u1");
		assertThat(lou.name()).isEqualTo("Lou Inconnue");
		assertThat(lou.profiles()).extracting(Enum::name).containsExactlyInAnyOrder("TUT", "ENS");
		assertThat(lou.firstSeen()).isEqualTo(lou.lastSeen()).isEqualTo(this.clock.instant());
		assertThat(this.database.template().queryForList("SELECT * FROM ent_identities").toString())
			.doesNotContain("Port", "2009");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "all", textBlock = """
			all       | ''       | u3 u2 u1
			LINKED    | ''       | u1
			UNKNOWN   | ''       | u3 u2
			CONFLICT  | ''       | ''
			all       | ZOÉ      | u1
			all       | z.mart   | u1
			all       | inconnue | u2
			UNKNOWN   | u        | u3 u2
			all       | %        | u3 u2 u1
			""")
	void theListIsFilteredAndSearchedLastSeenFirst(IdentityState state, String q, String users) {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, zoe("u1"));
		this.clock.move(Duration.ofSeconds(1));
		recognise(atrium, remote("u2", "nom", "Inconnue", "prenom", "Lou"));
		this.clock.move(Duration.ofSeconds(1));
		recognise(atrium, remote("u3"));
		IdentityQuery query = new IdentityQuery(COLLEGE, state, q, 0, 10);
		List<String> expected = users.isEmpty() ? List.of() : List.of(users.split(" "));
		assertThat(this.rapprochement.list(query)).extracting(EntIdentity::user).isEqualTo(expected);
		assertThat(this.rapprochement.count(query)).isEqualTo(expected.size());
		assertThat(this.rapprochement.list(new IdentityQuery(COLLEGE, state, q, 1, 10))).isEmpty();
		assertThat(this.rapprochement.list(new IdentityQuery(new Uai("0330002B"), state, q, 0, 10))).isEmpty();
	}

	@Test
	void theUnrecognisedAreBoundedAndTheLinkedStay() {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, zoe("linked"));
		for (int i = 0; i < MAX_UNRECOGNISED + 5; i++) {
			this.clock.move(Duration.ofMillis(1));
			recognise(atrium, remote("u" + i));
		}
		assertThat(this.rapprochement.count(new IdentityQuery(COLLEGE, IdentityState.UNKNOWN, "", 0, 1)))
			.isEqualTo(MAX_UNRECOGNISED);
		assertThat(all()).extracting(EntIdentity::user)
			.as("the oldest went first")
			.contains("u5", "linked")
			.doesNotContain("u4");
		assertThat(recognise(atrium, remote("linked"))).isEqualTo("z.martin by null");
	}

	@Test
	void whoDoesNotComeAgainIsForgottenAfterATimeUnlessLinked() {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, zoe("u1"));
		recognise(atrium, remote("u2"));
		this.clock.move(Rapprochement.RETENTION.plusDays(1));
		recognise(atrium, remote("u3"));
		assertThat(all()).extracting(EntIdentity::user).containsExactlyInAnyOrder("u1", "u3");
	}

	@Test
	void whenALinkedOneCameLastIsKnownToTheHour() {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, zoe("u1"));
		this.clock.move(Rapprochement.SEEN_EVERY.dividedBy(2));
		recognise(atrium, zoe("u1"));
		assertThat(only().lastSeen()).isBefore(this.clock.instant());
		this.clock.move(Rapprochement.SEEN_EVERY);
		recognise(atrium, zoe("u1"));
		assertThat(only().lastSeen()).isEqualTo(this.clock.instant());
	}

	@Test
	void aForeseenLoginChangesNothing() {
		Delegation atrium = delegation("atrium", IDENTITY);
		assertThat(said(this.rapprochement.foresee(college(atrium), atrium, zoe("u1"))))
			.isEqualTo("z.martin by IDENTITY");
		assertThat(said(this.rapprochement.foresee(college(atrium), atrium, remote("u2"))))
			.isEqualTo("nobody: UNKNOWN");
		assertThat(all()).isEmpty();
		recognise(atrium, zoe("u1"));
		assertThat(said(this.rapprochement.foresee(college(atrium), atrium, zoe("u2")))).isEqualTo("nobody: CONFLICT");
		assertThat(said(this.rapprochement.foresee(college(atrium), atrium, zoe("u1")))).isEqualTo("z.martin by null");
		assertThat(all()).hasSize(1);
	}

	@Test
	void aGoneDelegationsLinksWaitForItsReturnButNotForEver() {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, zoe("u1"));
		recognise(delegation("elyco", IDENTITY), zoe("u1"));
		this.rapprochement.forgetGone(COLLEGE, Set.of("elyco", "other"));
		this.clock.move(Rapprochement.RETENTION_OF_GONE.minusDays(1));
		this.rapprochement.forgetGone(COLLEGE, Set.of("elyco", "other"));
		assertThat(recognise(atrium, remote("u1"))).as("it is back").isEqualTo("z.martin by null");
		this.clock.move(Rapprochement.RETENTION_OF_GONE.plusDays(1));
		this.rapprochement.forgetGone(COLLEGE, Set.of("elyco", "other"));
		assertThat(only().delegation()).isEqualTo("elyco");
		this.rapprochement.forgetGone(COLLEGE, Set.of());
		assertThat(all()).isEmpty();
	}

	@Test
	void goneDelegationsNameLeadsAnotherEntToNobody() {
		Delegation atrium = delegation("atrium", IDENTITY);
		recognise(atrium, zoe("u1"));
		this.rapprochement.forgetGone(COLLEGE, Set.of());
		Delegation other = new Delegation("atrium", "Atrium", true, "elyco", atrium.signOn(), atrium.attributes(),
				atrium.recognition(), false);
		assertThat(recognise(other, remote("u1"))).isEqualTo("nobody: UNKNOWN");
	}

	@Test
	void gonePeopleTakeTheirLinksWithThem() {
		recognise(delegation("atrium", IDENTITY), zoe("u1"));
		this.people.forget(COLLEGE);
		assertThat(all()).isEmpty();
	}

	@Test
	void somebodyWithoutAStableNameIsNobodyAndIsNotKept() {
		Delegation plain = delegation("atrium", IDENTITY);
		Delegation named = new Delegation("atrium", "Atrium", true, null, plain.signOn(),
				new fr.passerelle.gateway.establishment.AttributeNames(List.of("uid"), List.of("profils"), List.of(),
						List.of(), List.of("nom"), List.of("prenom"), List.of("naissance")),
				List.of(IDENTITY, PROFILE), false);
		assertThat(recognise(named, zoe("u1"))).isEqualTo("nobody: UNKNOWN");
		assertThat(all()).isEmpty();
		assertThat(Optional.of(recognise(named,
				remote("u1", "uid", "stable", "nom", "Martin", "prenom", "Zoé", "naissance", "01/02/2012"))))
			.contains("z.martin by IDENTITY");
		assertThat(only().user()).isEqualTo("stable");
	}

	/** Who arrives at the application, through one of these delegations. */
	private String user(Rapprochement node, Establishment college, Delegation delegation, String user) {
		return node.recognise(college, delegation, remote(user, "profils", "National_1"), FROM)
			.fold((local) -> local.person().identifiant(), Recognised.AtItsWord::user, (ask) -> "asked",
					(nobody) -> "nobody: " + nobody.why());
	}

	private String user(Delegation delegation, String user) {
		return user(this.rapprochement, college(delegation), delegation, user);
	}

	private final Delegation first = delegation("first", PROFILE);

	private final Delegation second = delegation("second", PROFILE);

	@ParameterizedTest
	@ValueSource(strings = { "z.martin", "Z.Martin", "Z.MARTIN", "\uff5a.martin" })
	void whoIsTakenAtTheirWordIsNeverSomebodyOfTheList(String user) {
		boolean same = !user.startsWith("\uff5a");
		assertThat(user(this.first, user)).isEqualTo(same ? user + "@first" : user);
		if (same) {
			assertThat(only().state()).isEqualTo(IdentityState.CONFLICT);
			assertThat(only().claimed()).isNotNull().extracting(EntIdentity.Who::identifiant).isEqualTo("z.martin");
		}
	}

	@Test
	void twoEntsUsersOfOneNameAreTwoPeopleForApplications() {
		assertThat(user(this.first, "mdupont")).isEqualTo("mdupont");
		assertThat(user(this.second, "mdupont")).isEqualTo("mdupont@second");
		assertThat(only().state()).isEqualTo(IdentityState.CONFLICT);
		assertThat(only().delegation()).isEqualTo("second");
		assertThat(user(this.first, "mdupont")).as("the first keeps it").isEqualTo("mdupont");
		assertThat(user(this.second, "jdurand")).as("others are as they were").isEqualTo("jdurand");
		assertThat(all()).hasSize(1);
	}

	/** The user that the application gets for a person whose name the ENT releases. */
	private String named(Delegation delegation, String user, String given, String family, String profile) {
		RemoteIdentity remote = remote(user, "profils", profile, "prenom", given, "nom", family);
		return this.rapprochement.recognise(college(delegation), delegation, remote, FROM)
			.fold((local) -> local.person().identifiant(), Recognised.AtItsWord::user, (ask) -> "asked",
					(nobody) -> "nobody: " + nobody.why());
	}

	@Test
	void onePersonOfTwoEntsIsOnePersonAndStaysSoUnderAnotherName() {
		assertThat(named(this.first, "mdupont", "Marie", "Dupont", "National_2")).isEqualTo("mdupont");
		assertThat(named(this.second, "mdupont", "MARIE", "DUPONT", "National_2")).isEqualTo("mdupont");
		assertThat(named(this.first, "mdupont", "Marie", "Martin", "National_2")).isEqualTo("mdupont");
		assertThat(named(this.second, "mdupont", "Marie", "Dupont", "National_2")).isEqualTo("mdupont");
		assertThat(all()).isEmpty();
	}

	@Test
	void twoDelegationsThatLeadToOneEntHaveTheSamePeople() {
		Delegation other = delegation("other", "first.example.fr", PROFILE);
		assertThat(user(this.first, "mdupont")).isEqualTo("mdupont");
		assertThat(user(other, "mdupont")).isEqualTo("mdupont");
		assertThat(named(other, "mdupont", "Marie", "Dupont", "National_2")).isEqualTo("mdupont");
	}

	@Test
	void anotherNameOrAPupilOfTheSameNameIsSomebodyElse() {
		assertThat(named(this.first, "jdupont", "Jean", "Dupont", "National_2")).isEqualTo("jdupont");
		assertThat(named(this.second, "jdupont", "Jean", "Dupont", "National_1")).isEqualTo("jdupont@second");
		assertThat(named(delegation("third", PROFILE), "jdupont", "Julie", "Dupont", "National_2"))
			.isEqualTo("jdupont@third");
	}

	@Test
	void aParentOfTheNameAndUserOfAPupilOnTheListIsSomebodyElse() {
		assertThat(named(this.first, "z.martin", "Zoé", "Martin", "National_2")).isEqualTo("z.martin@first");
	}

	@Test
	void whoIsOnTheListUnderTheirOwnNameKeepsTheirIdentifiant() {
		assertThat(named(this.first, "z.martin", "Zoé", "MARTIN", "National_1")).isEqualTo("z.martin");
		assertThat(named(this.second, "z.martin", "Zélie", "Martin", "National_1")).isEqualTo("z.martin@second");
		assertThat(named(this.first, "z.martin", "Zoé", "Durand", "National_1")).as("renamed").isEqualTo("z.martin");
	}

	@Test
	void spellingsThatOneEntTellsApartStayApart() {
		List<String> users = List.of(user(this.first, "abc"), user(this.first, "ABC"), user(this.first, "Abc"));
		assertThat(users.stream().map(LoginName::key)).doesNotHaveDuplicates();
		assertThat(users).startsWith("abc", "ABC@first");
		assertThat(List.of(user(this.first, "abc"), user(this.first, "ABC"), user(this.first, "Abc"))).isEqualTo(users);
	}

	@Test
	void whoWasToldApartStaysSoWhateverBecomesOfTheOther() {
		assertThat(user(this.first, "z.martin")).isEqualTo("z.martin@first");
		this.people.forget(COLLEGE);
		assertThat(user(this.first, "z.martin")).isEqualTo("z.martin@first");
	}

	@Test
	void whoComesToTheListLaterIsToldApartFromWhoeverCameBefore() {
		assertThat(user(this.first, "late")).isEqualTo("late");
		ImportedList.take(this.database, COLLEGE,
				"identifiant;nom;prenom;espaces\nLate;Late;Ana;eleve\nlate@first;X;Y;eleve", this.clock);
		String apart = user(this.first, "late");
		assertThat(apart).startsWith("late@first.");
		assertThat(user(this.first, "late")).isEqualTo(apart);
	}

	@Test
	void whomAnAdministratorLinksIsOnePersonAgain() {
		assertThat(user(this.first, "z.martin")).isEqualTo("z.martin@first");
		this.rapprochement.link(COLLEGE, only().id(), "z.martin", BERNARD);
		assertThat(user(this.first, "z.martin")).isEqualTo("z.martin");
	}

	@Test
	void anEntThatMovesUnderItsDelegationKeepsItsPeople() {
		assertThat(user(this.first, "mdupont")).isEqualTo("mdupont");
		assertThat(user(delegation("first", "new.example.fr", PROFILE), "mdupont")).isEqualTo("mdupont");
	}

	@Test
	void aForeseenLoginTakesNoUser() {
		RemoteIdentity mdupont = remote("mdupont", "profils", "National_1");
		assertThat(this.rapprochement.foresee(college(this.second), this.second, mdupont))
			.isEqualTo(new Recognised.AtItsWord("mdupont"));
		assertThat(user(this.first, "mdupont")).isEqualTo("mdupont");
		assertThat(this.rapprochement.foresee(college(this.second), this.second, mdupont))
			.isEqualTo(new Recognised.AtItsWord("mdupont@second"));
	}

	@Test
	void ofTwoWhoComeAtOnceUnderOneUserOneIsToldApart() throws Exception {
		for (int i = 0; i < 10; i++) {
			String user = "twin" + i;
			CountDownLatch start = new CountDownLatch(1);
			ExecutorService threads = Executors.newFixedThreadPool(2);
			try {
				List<Future<String>> both = new ArrayList<>();
				for (Delegation delegation : List.of(this.first, this.second)) {
					Rapprochement node = node();
					both.add(threads.submit(() -> {
						start.await();
						return user(node, college(delegation), delegation, user);
					}));
				}
				start.countDown();
				List<String> sent = List.of(both.get(0).get(), both.get(1).get());
				assertThat(sent).doesNotHaveDuplicates().contains(user);
			}
			finally {
				threads.shutdownNow();
			}
		}
	}

}
