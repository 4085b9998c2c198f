package fr.passerelle.gateway.people;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.people.ImportQuestion.Kind;
import fr.passerelle.gateway.people.PeopleListMoved.Way;
import fr.passerelle.gateway.schoolfile.LeftOut;
import fr.passerelle.gateway.schoolfile.SchoolCorpus;
import fr.passerelle.gateway.schoolfile.SchoolFileReader;
import fr.passerelle.gateway.schoolfile.SchoolFiles;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What holds for imports of a school's files in every database.
 */
@OnEachDatabase
class PeopleImportsContract {

	private static final Uai COLLEGE = SchoolCorpus.SCHOOL;

	private static final Actor ADMIN = new Actor("admin", "192.0.2.1");

	private static final Charset LATIN = Charset.forName("ISO-8859-15");

	private static final String HEADER = "identifiant;nom;prenom;dateNaissance;espaces;motDePasse;identifiantEnt;email\n";

	private static final byte[] PUPILS = SchoolCorpus.file("ElevesSansAdresses.xml");

	private static final byte[] GUARDIANS = SchoolCorpus.file("ResponsablesAvecAdresses.xml");

	private static final byte[] STAFF = SchoolCorpus.file("sts_emp_0330001A_2026.xml");

	private static final byte[] ONDE_PUPILS = SchoolCorpus.file("onde-eleves.csv");

	private static final byte[] ONDE_GUARDIANS = SchoolCorpus.file("onde-responsables.csv");

	private static final ImportChoices CLOSE = new ImportChoices(true, false, Map.of());

	private final List<PeopleListMoved> moved = new CopyOnWriteArrayList<>();

	private final PasswordHashing hashing = new PasswordHashing(new CountingEncoder(), 2, Duration.ofSeconds(30));

	private final MovableClock clock = new MovableClock();

	private final TestDatabase database;

	PeopleImportsContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void forgetTheTestBefore() {
		people().forget(COLLEGE);
	}

	private People people() {
		return new People(this.database.template(), this.database.transactions(), this.hashing);
	}

	private PeopleImports imports() {
		return new PeopleImports(this.database.template(), this.database.transactions(), this.hashing, this.moved::add,
				this.clock);
	}

	private static SchoolFiles files(byte[]... contents) {
		SchoolFileReader reader = new SchoolFileReader(COLLEGE, SchoolCorpus.TODAY);
		try {
			for (int i = 0; i < contents.length; i++) {
				reader.read("file" + i, new ByteArrayInputStream(contents[i]));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return reader.result();
	}

	private ImportPlan take(ImportChoices choices, byte[]... contents) {
		return imports().run(COLLEGE, files(contents), choices, ADMIN);
	}

	private ImportPlan take(byte[]... contents) {
		return take(ImportChoices.NONE, contents);
	}

	private static ImportChoices answer(String id, String answer) {
		return new ImportChoices(false, false, Map.of(id, answer));
	}

	private static byte[] list(String rows) {
		return (HEADER + rows).getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] changed(byte[] file, String from, String to) {
		String text = new String(file, LATIN);
		assertThat(text).contains(from);
		return text.replace(from, to).getBytes(LATIN);
	}

	/** Without a pupil, as in the next year's file. */
	private static byte[] without(byte[] file, String id) {
		return new String(file, LATIN).replaceAll("(?m)^<ELEVE ELEVE_ID=\"" + id + "\".*\\R", "").getBytes(LATIN);
	}

	private Person person(String identifiant) {
		return people().find(COLLEGE, identifiant).orElseThrow();
	}

	private List<String> family(String identifiant) {
		return people().listed(COLLEGE, List.of(person(identifiant)))
			.get(0)
			.family()
			.stream()
			.map((member) -> member.identifiant() + " " + member.isGuardian() + " " + member.legalRank())
			.toList();
	}

	private List<List<Map<String, Object>>> store() {
		return List.of(this.database.template().queryForList("SELECT * FROM people ORDER BY uai, login_key"),
				this.database.template()
					.queryForList("SELECT * FROM people_families ORDER BY uai, guardian_key, child_key"));
	}

	@Test
	void threeFilesMakeASchoolWithItsFamilies() {
		ImportPlan plan = take(GUARDIANS, PUPILS, STAFF);
		assertThat(plan.report()).isEqualTo(new ImportReport(12, 0, 0));
		assertThat(plan.faults()).isEmpty();
		assertThat(plan.questions()).isEmpty();
		assertThat(plan.added()).extracting(Person::identifiant)
			.containsExactlyInAnyOrder("e710001", "e710002", "e710003", "e710005", "r820001", "r820002", "r820003",
					"p4101", "p4102", "l4102", "p4103", "p4105");
		Person marie = person("R820001");
		assertThat(marie.displayName()).isEqualTo("Marie DUPONT");
		assertThat(marie.familyName()).isEqualTo("MARTIN");
		assertThat(marie.espaces()).isEqualTo(Set.of(EspaceKey.PARENT));
		assertThat(family("r820001")).containsExactly("e710001 false 1", "e710002 false 2");
		assertThat(family("e710001")).containsExactly("r820001 true 1", "r820002 true 2");
		assertThat(person("e710001").school().className()).isEqualTo("6A");
		assertThat(person("e710001").school().sourceId()).isEqualTo("siecle:710001");
		assertThat(this.moved).extracting(PeopleListMoved::way, PeopleListMoved::detail)
			.containsExactly(tuple(Way.IMPORTED, "12 added, 0 changed, 0 unchanged"));
	}

	@Test
	void peopleWithoutAccessAreLeftOutAndSayWhy() {
		assertThat(take(PUPILS, GUARDIANS, STAFF).left()).extracting(LeftOut::name, LeftOut::reason)
			.containsExactlyInAnyOrder(tuple("Hugo PARTI", LeftOut.Reason.LEFT_SCHOOL),
					tuple("Anne VOISINE", LeftOut.Reason.CONTACT_ONLY),
					tuple("Luc ANCIEN", LeftOut.Reason.NO_CURRENT_CHILD), tuple("Marc CONGE", LeftOut.Reason.ON_LEAVE));
	}

	@Test
	void theSameFilesImportedAgainChangeNothing() {
		take(PUPILS, GUARDIANS, STAFF);
		List<List<Map<String, Object>>> before = store();
		ImportPlan again = take(CLOSE, PUPILS, GUARDIANS, STAFF);
		assertThat(again.report()).isEqualTo(new ImportReport(0, 0, 12));
		assertThat(again.gone()).isEmpty();
		assertThat(store()).isEqualTo(before);
	}

	@Test
	void aTrialRunTellsTheSameAndChangesNothing() {
		take(PUPILS);
		List<List<Map<String, Object>>> before = store();
		byte[] next = changed(without(PUPILS, "710003"), ">6A<", ">5C<");
		ImportPlan trial = imports().preview(COLLEGE, files(next, GUARDIANS), CLOSE);
		assertThat(store()).isEqualTo(before);
		ImportPlan real = take(CLOSE, next, GUARDIANS);
		assertThat(real).usingRecursiveComparison().ignoringFields("gone.school.closedAt").isEqualTo(trial);
		assertThat(real.report()).isEqualTo(new ImportReport(3, 1, 2));
		assertThat(real.gone()).extracting(Person::identifiant).containsExactly("e710003");
	}

	@Test
	void guardiansAloneFindTheirChildrenInTheStore() {
		assertThat(take(GUARDIANS).report()).isEqualTo(new ImportReport(0, 0, 0));
		take(PUPILS);
		assertThat(take(GUARDIANS).report()).isEqualTo(new ImportReport(3, 0, 0));
		assertThat(family("r820003")).containsExactly("e710002 false 1");
	}

	@Test
	void aNameOrAClassThatChangesKeepsTheIdentifiant() {
		take(PUPILS);
		ImportPlan plan = take(changed(changed(PUPILS, "N'GUYEN", "N'GUYEN-ROUX"), ">6A<", ">5A<"));
		assertThat(plan.report()).isEqualTo(new ImportReport(0, 2, 2));
		assertThat(person("e710003").familyName()).isEqualTo("N'GUYEN-ROUX");
		assertThat(person("e710001").school().className()).isEqualTo("5A");
	}

	@Test
	void whoIsGoneIsClosedOnlyWhenAskedAndComesBackWithALaterFile() {
		take(PUPILS, STAFF);
		byte[] next = without(PUPILS, "710003");
		assertThat(take(next).gone()).extracting(Person::identifiant).containsExactly("e710003");
		assertThat(person("e710003").isClosed()).isFalse();
		take(CLOSE, next);
		assertThat(person("e710003").isClosed()).isTrue();
		assertThat(person("p4101").isClosed()).as("of a file of another kind").isFalse();
		assertThat(take(CLOSE, next).gone()).as("closed already").isEmpty();
		assertThat(take(PUPILS).report()).isEqualTo(new ImportReport(0, 1, 3));
		assertThat(person("e710003").isClosed()).isFalse();
	}

	@Test
	void aPupilWhoLeftIsGoneAndAGuardianWithThem() {
		take(PUPILS, GUARDIANS);
		byte[] left = changed(PUPILS, "<CODE_MEF>10110012110</CODE_MEF>", "<DATE_SORTIE>31/08/2026</DATE_SORTIE>");
		assertThat(take(CLOSE, left, GUARDIANS).gone()).extracting(Person::identifiant)
			.containsExactlyInAnyOrder("e710002", "r820003");
		assertThat(family("r820001")).containsExactly("e710001 false 1");
	}

	@Test
	void staffOnLeaveIsNotClosed() {
		take(STAFF);
		String leave = new String(STAFF, StandardCharsets.UTF_8).replace("<FONCTION>EDU</FONCTION>", "");
		assertThat(take(CLOSE, leave.getBytes(StandardCharsets.UTF_8)).gone()).isEmpty();
		assertThat(person("p4103").isClosed()).isFalse();
	}

	@Test
	void aFileOfNobodyClosesNobody() {
		take(PUPILS);
		String empty = new String(PUPILS, LATIN).replaceAll("(?s)<ELEVES>.*</ELEVES>", "<ELEVES/>");
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> take(CLOSE, empty.getBytes(LATIN)))
			.satisfies((ex) -> assertThat(ex.plan().faults().get(0).message()).contains("nobody"));
		assertThat(person("e710001").isClosed()).isFalse();
	}

	@Test
	void aClosedPersonDoesNotSignInAndTheExportMarksThem() throws IOException {
		take(list("a;Martin;Zoé;01/02/2013;eleve;x1;;\n"));
		assertThat(people().check(COLLEGE, "a", "x1").verified()).isPresent();
		byte[] closed = (HEADER.strip() + ";ferme\na;Martin;Zoé;01/02/2013;eleve;;;;01/03/2026\n")
			.getBytes(StandardCharsets.UTF_8);
		this.clock.move(Duration.ofDays(1));
		take(closed);
		assertThat(people().check(COLLEGE, "a", "x1").verified()).isEmpty();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new PeopleExport(people(), this.moved::add, this.clock).csv(COLLEGE, out, ADMIN);
		assertThat(out.toString(StandardCharsets.UTF_8)).contains("a;Martin;Zoé;01/02/2013;eleve;;;;01/03/2026");
		assertThat(take(out.toByteArray()).report()).isEqualTo(new ImportReport(0, 0, 1));
	}

	@Test
	void whoTheSchoolHasAlreadyKeepsIdentifiantAndPassword() {
		take(list("a.nguyen;Nguyen;Anh;29/02/2012;eleve;x1;ent-7;\n"));
		ImportPlan plan = take(PUPILS);
		assertThat(plan.report()).isEqualTo(new ImportReport(3, 1, 0));
		Person anh = people().check(COLLEGE, "a.nguyen", "x1").verified().orElseThrow();
		assertThat(anh.school().sourceId()).isEqualTo("siecle:710003");
		assertThat(anh.entId()).isEqualTo("ent-7");
		assertThat(take(PUPILS).report()).isEqualTo(new ImportReport(0, 0, 4));
	}

	@Test
	void anEspaceThatTheSchoolGaveIsNotTakenAway() {
		take(list("m.martin;Martin;Olivier;01/12/1985;direction;;;\n"));
		take(STAFF);
		assertThat(person("m.martin").espaces()).isEqualTo(Set.of(EspaceKey.DIRECTION, EspaceKey.PROFESSEUR));
		take(STAFF);
		assertThat(person("m.martin").espaces()).isEqualTo(Set.of(EspaceKey.DIRECTION, EspaceKey.PROFESSEUR));
	}

	@Test
	void namesakesAreTwoPeopleAndOneOfTheListIsAskedFor() {
		take(list("lea;Dupont;Léa;14/03/2014;eleve;;;\n"));
		ImportPlan plan = take(PUPILS);
		assertThat(plan.questions()).extracting(ImportQuestion::id, ImportQuestion::kind, ImportQuestion::choices)
			.containsExactly(tuple("person:siecle:710001", Kind.PERSON, List.of("lea", "new")),
					tuple("person:siecle:710005", Kind.PERSON, List.of("lea", "new")));
		assertThat(plan.report()).isEqualTo(new ImportReport(2, 0, 0));
		ImportPlan answered = take(
				new ImportChoices(true, false, Map.of("person:siecle:710001", "lea", "person:siecle:710005", "new")),
				PUPILS);
		assertThat(answered.questions()).isEmpty();
		assertThat(answered.report()).isEqualTo(new ImportReport(1, 1, 2));
		assertThat(person("lea").school().sourceId()).isEqualTo("siecle:710001");
		assertThat(person("e710005").school().sourceId()).isEqualTo("siecle:710005");
	}

	@Test
	void aNameAloneIsNoIdentity() {
		take(list("marie;Dupont;Marie;;parent;;;\nprof;Dupont;Paul;;professeur;;;\n"), PUPILS);
		ImportPlan plan = take(GUARDIANS);
		assertThat(plan.questions()).extracting(ImportQuestion::id).containsExactly("person:siecle-r:820001");
		assertThat(plan.added()).extracting(Person::identifiant).containsExactly("r820002", "r820003");
		take(answer("person:siecle-r:820001", "marie"), GUARDIANS);
		assertThat(family("marie")).hasSize(2);
	}

	@Test
	void aKeyOfAnotherAcademyIsAskedForAndWithTheNationalNumberIsKnown() {
		byte[] moved = changed(PUPILS, "ELEVE_ID=\"710003\"", "ELEVE_ID=\"990003\"");
		take(PUPILS);
		ImportPlan plan = take(CLOSE, moved);
		assertThat(plan.questions()).extracting(ImportQuestion::choices).containsExactly(List.of("e710003", "new"));
		people().forget(COLLEGE);
		ImportChoices ine = new ImportChoices(true, true, Map.of());
		take(ine, PUPILS);
		ImportPlan known = take(ine, moved);
		assertThat(known.questions()).isEmpty();
		assertThat(known.gone()).isEmpty();
		assertThat(person("e710003").school().sourceId()).isEqualTo("siecle:990003");
	}

	@Test
	void theNationalNumberIsNotKeptUnlessRecognitionAsksForIt() {
		take(new ImportChoices(false, true, Map.of()), PUPILS);
		assertThat(person("e710001").school().ine()).isEqualTo("0330000001A");
		take(PUPILS);
		assertThat(person("e710001").school().ine()).isNull();
	}

	@Test
	void anIdentifiantThatIsTakenGetsANumberAndKeepsIt() {
		take(list("E710001;Autre;Ann;;professeur;;;\n"));
		take(PUPILS);
		assertThat(person("e710001-2").school().sourceId()).isEqualTo("siecle:710001");
		assertThat(take(PUPILS).report()).isEqualTo(new ImportReport(0, 0, 4));
	}

	@Test
	void aFunctionIsAskedForOnceAndTheAnswerStays() {
		String file = new String(STAFF, StandardCharsets.UTF_8).replace(">DOC<", ">ORI<").replace(">EDU<", ">ORI<");
		byte[] staff = file.getBytes(StandardCharsets.UTF_8);
		ImportPlan plan = take(staff);
		assertThat(plan.questions()).extracting(ImportQuestion::id, ImportQuestion::subject)
			.containsExactly(tuple("function:ORI", "ORI"));
		assertThat(plan.report()).isEqualTo(new ImportReport(3, 0, 0));
		assertThat(take(answer("function:ORI", "viescolaire|professeur"), staff).report())
			.isEqualTo(new ImportReport(2, 0, 3));
		assertThat(take(staff).questions()).isEmpty();
		assertThat(person("p4105").espaces()).isEqualTo(Set.of(EspaceKey.PROFESSEUR, EspaceKey.VIESCOLAIRE));
	}

	@Test
	void aSpoiltNameIsAskedFor() {
		byte[] staff = new String(STAFF, StandardCharsets.UTF_8).replace("Inès", "InÃšs")
			.getBytes(StandardCharsets.UTF_8);
		assertThat(take(staff).questions()).extracting(ImportQuestion::id, ImportQuestion::subject)
			.containsExactly(tuple("spelling:sts:local:4102", "InÃšs ROCHE = Inès ROCHE?"));
		take(answer("spelling:sts:local:4102", "repaired"), staff);
		assertThat(person("l4102").givenName()).isEqualTo("Inès");
	}

	@Test
	void whatTheSchoolCorrectedStaysCorrected() {
		take(PUPILS);
		take(list("e710003;Nguyễn;Anh;28/02/2012;eleve;;;anh@example.org\n"));
		ImportPlan plan = take(PUPILS);
		assertThat(plan.report()).isEqualTo(new ImportReport(0, 0, 4));
		assertThat(person("e710003")).extracting(Person::familyName, Person::birthDate, Person::email)
			.containsExactly("Nguyễn", LocalDate.of(2012, 2, 28), "anh@example.org");
		assertThat(person("e710003").school().byHand())
			.isEqualTo(Set.of(PersonField.FAMILY_NAME, PersonField.BIRTH_DATE, PersonField.EMAIL));
	}

	@Test
	void aPrimarySchoolsListsAreImportedWithChildrenByName() {
		ImportPlan plan = take(ONDE_PUPILS, ONDE_GUARDIANS);
		assertThat(plan.report()).isEqualTo(new ImportReport(4, 0, 0));
		Person marie = people().search(COLLEGE, "marie dupont", 0, 10).get(0);
		assertThat(family(marie.identifiant())).hasSize(2).allMatch((member) -> member.endsWith("false null"));
		assertThat(take(CLOSE, ONDE_PUPILS, ONDE_GUARDIANS).report()).isEqualTo(new ImportReport(0, 0, 4));
	}

	@Test
	void aNamesakeInAPrimarySchoolIsLeftToAHuman() {
		Charset windows = Charset.forName("windows-1252");
		byte[] two = (new String(ONDE_PUPILS, windows) + "DUPONT;;Léa;02/05/2016;F;;CE2;CE2\r\n").getBytes(windows);
		ImportPlan plan = take(two, ONDE_GUARDIANS);
		assertThat(plan.questions()).hasSize(2).allMatch((question) -> question.kind() == Kind.CHILD);
		ImportQuestion marie = plan.questions().get(0);
		String first = marie.choices().get(0);
		take(answer(marie.id(), first), two, ONDE_GUARDIANS);
		assertThat(family(first)).singleElement().satisfies((guardian) -> assertThat(guardian).startsWith("t"));
	}

	@Test
	void theEntsNamesGoToThePeopleThatTheSchoolHas() {
		take(PUPILS, GUARDIANS, STAFF);
		byte[] file = """
				<?xml version="1.0" encoding="utf-8"?>
				<PARTENAIRE_INDEX xmlns="http://www.index-education.com/rapprochementssoV2.0">
				<Etablissements><Etablissement Ident="1" Numero="0330001A" Nom="Collège"/></Etablissements>
				<Professeurs><Professeur Ident="1" Nom="MARTIN" Prenom="Olivier" DateNaissance="1985-12-01" ID_Partenaire="ent-1"/></Professeurs>
				<Responsables><Responsable Ident="7" Nom="Dupont" Prenom="Marie" ID_Partenaire="ent-7"/>
				<Responsable Ident="8" Nom="Dupont" Prenom="Marie" ID_Partenaire="ent-8"/></Responsables>
				<Eleves><Eleve Ident="3" Nom="D'Héricourt Lebœuf" Prenom="Jean Noël" DateNaissance="2013-11-02" ID_Partenaire="ent-3">
				<Responsable Ident="7"/></Eleve>
				<Eleve Ident="4" Nom="DUPONT" Prenom="Léa" DateNaissance="2014-03-14" ID_Partenaire="ent-4"/></Eleves>
				</PARTENAIRE_INDEX>
				"""
			.getBytes(StandardCharsets.UTF_8);
		ImportPlan plan = take(file);
		assertThat(person("p4102").entId()).isEqualTo("ent-1");
		assertThat(person("e710002").entId()).isEqualTo("ent-3");
		assertThat(person("r820001").entId()).isEqualTo("ent-7");
		assertThat(plan.left()).extracting(LeftOut::reason).containsExactly(LeftOut.Reason.NOT_FOUND);
		assertThat(plan.questions()).extracting(ImportQuestion::id, ImportQuestion::choices)
			.containsExactly(tuple("ent:ent-4", List.of("e710001", "e710005", "none")));
		assertThat(plan.report()).isEqualTo(new ImportReport(0, 3, 0));
	}

	@Test
	void anImportIsUndoneInOneStep() {
		take(list("a.nguyen;Nguyen;Anh;29/02/2012;eleve;x1;;\n"), STAFF);
		List<List<Map<String, Object>>> before = store();
		assertThat(imports().last(COLLEGE)).isPresent();
		take(PUPILS, GUARDIANS);
		assertThat(imports().undo(COLLEGE, ADMIN).detail()).startsWith("6 added, 1 changed");
		assertThat(store()).isEqualTo(before);
		assertThat(imports().last(COLLEGE)).isEmpty();
		assertThatExceptionOfType(NothingToUndoException.class).isThrownBy(() -> imports().undo(COLLEGE, ADMIN));
		assertThat(this.moved).extracting(PeopleListMoved::way)
			.containsExactly(Way.IMPORTED, Way.IMPORTED, Way.IMPORT_UNDONE);
		assertThat(take(PUPILS, GUARDIANS).report()).isEqualTo(new ImportReport(6, 1, 0));
	}

	@Test
	void anUndoOpensWhoWasClosedAndPutsTheOldPasswordBack() {
		take(PUPILS, list("a;Martin;Zoé;;eleve;x1;;\n"));
		take(CLOSE, without(PUPILS, "710003"), list("a;Martin;Zoé;;eleve;x2;;\n"));
		imports().undo(COLLEGE, ADMIN);
		assertThat(person("e710003").isClosed()).isFalse();
		assertThat(people().check(COLLEGE, "a", "x1").verified()).isPresent();
	}

	@Test
	void anImportThatChangesNothingLeavesTheOneBeforeToUndo() {
		take(PUPILS);
		take(PUPILS);
		imports().undo(COLLEGE, ADMIN);
		assertThat(people().count(COLLEGE, "")).isZero();
	}

	@Test
	void whatTheSchoolCorrectedSinceOutlivesAnUndo() {
		StoredPerson before = new StoredPerson("e1",
				new Person("e1", "A", "B", null, Set.of(EspaceKey.ELEVE), true, null, null), "old");
		StoredPerson after = new StoredPerson("e1",
				new Person("e1", "C", "D", null, Set.of(EspaceKey.ELEVE), true, null, null), "old");
		StoredPerson corrected = new StoredPerson("e1", new Person("e1", "E", "D", null, Set.of(EspaceKey.ELEVE), true,
				null, null, SchoolRecord.NONE.byHand(Set.of(PersonField.FAMILY_NAME))), "new");
		StoredPerson undone = Replaced.by(before, after).undone(corrected);
		assertThat(undone.person().familyName()).isEqualTo("E");
		assertThat(undone.person().givenName()).isEqualTo("B");
		assertThat(undone.hash()).isEqualTo("new");
	}

	@Test
	void oneFaultInOneFileAndNothingIsTaken() {
		byte[] wrong = changed(GUARDIANS, "PERSONNE_ID=\"820003\"", "PERSONNE_ID=\"\"");
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> take(PUPILS, wrong))
			.satisfies((ex) -> assertThat(ex.plan().faults()).extracting("file", "column")
				.containsExactly(tuple("file1", "PERSONNE_ID")));
		assertThat(people().count(COLLEGE, "")).isZero();
		assertThat(imports().preview(COLLEGE, files(PUPILS, wrong), ImportChoices.NONE).faults()).hasSize(1);
	}

	@Test
	void whenTheStoreFailsHalfWayThenNothingIsTaken() {
		take(PUPILS);
		List<List<Map<String, Object>>> before = store();
		PeopleImports failing = new PeopleImports(this.database.template(),
				new FailingAtTheEnd(this.database.transactions()), this.hashing, this.moved::add, this.clock);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> failing.run(COLLEGE, files(GUARDIANS, STAFF), CLOSE, ADMIN));
		assertThat(store()).isEqualTo(before);
	}

	@Test
	void twoImportsAtOnceGiveTheSameAsOneAfterTheOther() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<ImportPlan>> plans = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				// A node of its own each: only the database stands between them.
				PeopleImports node = imports();
				plans.add(threads.submit(() -> {
					start.await();
					return node.run(COLLEGE, files(PUPILS, GUARDIANS, STAFF), CLOSE, ADMIN);
				}));
			}
			start.countDown();
			int added = 0;
			for (Future<ImportPlan> plan : plans) {
				added += plan.get().added().size();
			}
			assertThat(added).isEqualTo(12);
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(people().count(COLLEGE, "")).isEqualTo(12);
	}

	@Test
	void anyTwoYearsGiveEachPupilOneIdentifiantForLife() {
		Random random = new Random(26);
		for (int round = 0; round < 5; round++) {
			people().forget(COLLEGE);
			take(CLOSE, GeneratedSchool.pupils(random, 40));
			Map<String, String> first = bySource();
			take(CLOSE, GeneratedSchool.pupils(random, 40));
			take(CLOSE, GeneratedSchool.pupils(random, 40));
			assertThat(bySource()).containsAllEntriesOf(first);
		}
	}

	@Test
	void aLargeSchoolIsImportedWholeAndTheSecondTimeUnchanged() {
		int pupils = Integer.getInteger("passerelle.test.pupils", 1000);
		byte[] first = GeneratedSchool.pupils(pupils);
		byte[] second = GeneratedSchool.guardians(pupils);
		assertThat(take(first, second).report()).isEqualTo(new ImportReport(pupils + pupils * 3 / 2, 0, 0));
		assertThat(family("e1")).containsExactly("r11 true 1");
		assertThat(family("e2")).containsExactly("r21 true 1", "r22 true 2");
		assertThat(take(CLOSE, first, second).report()).isEqualTo(new ImportReport(0, 0, pupils + pupils * 3 / 2));
		imports().undo(COLLEGE, ADMIN);
		assertThat(people().count(COLLEGE, "")).isZero();
	}

	private Map<String, String> bySource() {
		Map<String, String> identifiants = new HashMap<>();
		people().forEach(COLLEGE, (listed) -> identifiants.put(String.valueOf(listed.person().school().sourceId()),
				listed.person().identifiant()));
		return identifiants;
	}

}
