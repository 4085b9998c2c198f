package fr.passerelle.gateway.people;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import fr.passerelle.gateway.people.PeopleListMoved.Way;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What holds for people in every database.
 */
@OnEachDatabase
class PeopleContract {

	static final Uai COLLEGE = new Uai("0330001A");

	private static final Uai LYCEE = new Uai("0330002B");

	private static final String HEADER = "identifiant;nom;prenom;dateNaissance;espaces;motDePasse;identifiantEnt;email\n";

	private static final Actor ADMIN = new Actor("admin", "192.0.2.1");

	private final List<PeopleListMoved> moved = new CopyOnWriteArrayList<>();

	private final CountingEncoder encoder = new CountingEncoder();

	private final PasswordHashing hashing = new PasswordHashing(this.encoder, 2, Duration.ofSeconds(30));

	private final TestDatabase database;

	PeopleContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void forgetTheTestBefore() {
		people().forget(COLLEGE);
		people().forget(LYCEE);
	}

	private People people() {
		return new People(this.database.template(), this.database.transactions(), this.hashing);
	}

	private PeopleImports imports() {
		return new PeopleImports(this.database.template(), this.database.transactions(), this.hashing, this.moved::add,
				new MovableClock());
	}

	private ImportReport take(byte[] list) {
		return ImportedList.take(imports(), COLLEGE, list, ADMIN).report();
	}

	private ImportReport take(String rows) {
		return take((HEADER + rows).getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void anImportTellsWhatItDid() {
		assertThat(take("a;Martin;Zoé;;eleve;x1;;\nb;Petit;Léo;01/02/2013;eleve;;;\n"))
			.isEqualTo(new ImportReport(2, 0, 0));
		assertThat(take("a;Martin;Zoé;;eleve;x1;;\nb;Petit;Léo;02/02/2013;eleve;;;\nc;Roux;Ana;;parent;;;\n"))
			.isEqualTo(new ImportReport(1, 1, 1));
		assertThat(this.moved)
			.extracting(PeopleListMoved::way, PeopleListMoved::uai, PeopleListMoved::actor, PeopleListMoved::detail)
			.containsExactly(tuple(Way.IMPORTED, COLLEGE, ADMIN, "2 added, 0 changed, 0 unchanged"),
					tuple(Way.IMPORTED, COLLEGE, ADMIN, "1 added, 1 changed, 1 unchanged"));
	}

	@Test
	void theSameListImportedAgainChangesNothing() {
		byte[] list = PeopleCorpus.read("accepted/utf-8.csv");
		take(list);
		List<Map<String, Object>> before = table();
		assertThat(take(list)).isEqualTo(new ImportReport(0, 0, 3));
		assertThat(table()).isEqualTo(before);
	}

	@Test
	void aPersonLeftOutStays() {
		take("a;Martin;Zoé;;eleve;x1;;\n");
		take("b;Petit;Léo;;eleve;;;\n");
		assertThat(people().search(COLLEGE, "", 0, 10)).extracting(Person::identifiant).containsExactly("a", "b");
	}

	@Test
	void aRowWithoutPasswordKeepsTheOldOne() {
		take("a;Martin;Zoé;;eleve;x1;;\n");
		assertThat(take("a;Martin;Zoë;;eleve;;;\n")).isEqualTo(new ImportReport(0, 1, 0));
		assertThat(people().check(COLLEGE, "a", "x1").verified()).isPresent();
	}

	@Test
	void aNewPasswordReplacesTheOldOne() {
		take("a;Martin;Zoé;;eleve;x1;;\n");
		assertThat(take("a;Martin;Zoé;;eleve;x2;;\n")).isEqualTo(new ImportReport(0, 1, 0));
		assertThat(people().check(COLLEGE, "a", "x1").verified()).isEmpty();
		assertThat(people().check(COLLEGE, "a", "x2").verified()).isPresent();
	}

	@Test
	void oneFaultInTheLastRowAndNothingIsTaken() {
		take("a;Martin;Zoé;;eleve;x1;;\n");
		List<Map<String, Object>> before = table();
		assertThatExceptionOfType(ImportRefusedException.class)
			.isThrownBy(() -> take("a;Changed;Zoé;;eleve;x2;;\nb;Petit;Léo;;eleve;;;\nc;Roux;Ana;;lycee;;;\n"));
		assertThat(table()).isEqualTo(before);
	}

	@Test
	void whenTheStoreFailsHalfWayThenNothingIsTaken() {
		take("a;Martin;Zoé;;eleve;x1;;\n");
		List<Map<String, Object>> before = table();
		PeopleImports failing = new PeopleImports(this.database.template(),
				new FailingAtTheEnd(this.database.transactions()), this.hashing, this.moved::add, new MovableClock());
		byte[] list = (HEADER + "a;Changed;Zoé;;eleve;;;\nb;Petit;Léo;;eleve;;;\n").getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> ImportedList.take(failing, COLLEGE, list, ADMIN));
		assertThat(table()).isEqualTo(before);
	}

	@Test
	void twoListsImportedAtOnceNeverMix() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<ImportReport>> reports = new ArrayList<>();
			for (String name : List.of("Un", "Deux", "Trois", "Quatre")) {
				StringBuilder rows = new StringBuilder();
				for (int i = 0; i < 60; i++) {
					// Each list in another order: rows locked as they come would
					// dead-lock.
					int number = (name.length() % 2 == 0) ? i : 59 - i;
					rows.append("p").append(number).append(';').append(name).append(";Ana;;eleve;;;\n");
				}
				// A node of its own each: only the database stands between them.
				PeopleImports node = imports();
				reports.add(threads.submit(() -> {
					start.await();
					return ImportedList.take(node, COLLEGE, (HEADER + rows).getBytes(StandardCharsets.UTF_8), ADMIN)
						.report();
				}));
			}
			start.countDown();
			int added = 0;
			for (Future<ImportReport> report : reports) {
				added += report.get().added();
			}
			assertThat(added).isEqualTo(60);
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(people().search(COLLEGE, "", 0, 200)).hasSize(60)
			.extracting(Person::familyName)
			.containsOnly(people().search(COLLEGE, "", 0, 1).get(0).familyName());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Élodie.B", "élodie.b", "ÉLODIE.B", " E\u0301lodie.b " })
	void aNameIsTheSameInEverySpelling(String typed) {
		take("Élodie.B;Blanc;Élodie;;parent|commune;x1;;\n");
		assertThat(people().check(COLLEGE, typed, "x1").verified()).hasValueSatisfying((person) -> {
			assertThat(person.identifiant()).isEqualTo("Élodie.B");
			assertThat(person.displayName()).isEqualTo("Élodie Blanc");
			assertThat(person.espaces()).isEqualTo(Set.of(EspaceKey.PARENT, EspaceKey.COMMUNE));
		});
	}

	@Test
	void aPersonIsKnownAtTheirOwnEstablishmentOnly() {
		take("a;Martin;Zoé;;eleve;x1;;\n");
		assertThat(people().check(LYCEE, "a", "x1").verified()).isEmpty();
		assertThat(people().search(LYCEE, "", 0, 10)).isEmpty();
	}

	@Test
	void everyAttemptIsTheSameWork() {
		take("a;Martin;Zoé;;eleve;x1;;\nb;Petit;Léo;;eleve;;;\n");
		String tooLong = "x".repeat(100_000);
		String[][] attempts = { { "a", "x1" }, { "a", "wrong" }, { "nobody", "x1" }, { "b", "x1" }, { "a", tooLong },
				{ tooLong, "x1" }, { "a", "" }, { "", "" }, { "a\0", "x1" }, { "\uD800", "x1" } };
		for (String[] attempt : attempts) {
			this.encoder.checks.set(0);
			boolean in = people().check(COLLEGE, attempt[0], attempt[1]).verified().isPresent();
			assertThat(in).isEqualTo(attempt == attempts[0]);
			assertThat(this.encoder.checks)
				.as("hashes for a name of %d and a password of %d characters", attempt[0].length(), attempt[1].length())
				.hasValue(1);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			lefevre        | m.lefevre p.lefevre
			LEFÈVRE maelle | m.lefevre
			nguyen         | c.nguyen
			m.lef          | m.lefevre
			lefevre nguyen |
			%              | m.lefevre p.lefevre c.nguyen
			_              | m.lefevre p.lefevre c.nguyen
			''             | m.lefevre p.lefevre c.nguyen
			''' OR 1=1 --' |
			""")
	void theSearchFindsWordsWhateverTheAccents(String question, String found) {
		take(PeopleCorpus.read("accepted/utf-8.csv"));
		List<String> expected = (found != null) ? List.of(found.split(" ")) : List.of();
		assertThat(people().search(COLLEGE, question, 0, 10)).extracting(Person::identifiant)
			.containsExactlyInAnyOrderElementsOf(expected);
		assertThat(people().count(COLLEGE, question)).isEqualTo(expected.size());
	}

	@Test
	void theSearchTurnsPages() {
		take("a;A;A;;eleve;;;\nb;B;B;;eleve;;;\nc;C;C;;eleve;;;\n");
		assertThat(people().search(COLLEGE, "", 1, 2)).extracting(Person::identifiant).containsExactly("c");
		assertThat(people().search(COLLEGE, "", Integer.MAX_VALUE, 200)).isEmpty();
		assertThat(people().search(COLLEGE, "", -1, 0)).hasSize(1);
	}

	@Test
	void noPasswordIsKeptInTheClear() {
		take(PeopleCorpus.read("accepted/utf-8.csv"));
		assertThat(table().toString()).doesNotContain("Nénuphar").doesNotContain("Cœur-88");
	}

	@Test
	void anExportedListImportedAgainChangesNothing() throws IOException {
		take(PeopleCorpus.read("accepted/utf-8.csv"));
		take("""
				'=cmd|calc;-Martin;@Zoé;31/12/2012;eleve|parent;x1;+ent;z@exemple.invalid
				"o;q ""x";L'Héritier;"Jean, dit ;Jo";;direction;;;
				""");
		List<Map<String, Object>> before = table();
		ByteArrayOutputStream list = new ByteArrayOutputStream();
		this.moved.clear();
		new PeopleExport(people(), this.moved::add, new MovableClock()).csv(COLLEGE, list, ADMIN);
		assertThat(this.moved)
			.extracting(PeopleListMoved::way, PeopleListMoved::uai, PeopleListMoved::actor, PeopleListMoved::detail)
			.containsExactly(tuple(Way.EXPORTED, COLLEGE, ADMIN, before.size() + " people, as csv"));
		String text = list.toString(StandardCharsets.UTF_8);
		assertThat(text).startsWith("\uFEFF" + HEADER.strip())
			.contains("'=cmd|calc;'-Martin;'@Zoé;31/12/2012;parent|eleve;;'+ent;z@exemple.invalid")
			.doesNotContain("argon2", "{noop}", "x1");
		assertThat(take(list.toByteArray())).isEqualTo(new ImportReport(0, 0, before.size()));
		assertThat(table()).isEqualTo(before);
		assertThat(people().check(COLLEGE, "=cmd|calc", "x1").verified()).isPresent();
	}

	@Test
	void everyoneIsGoneThroughOnceHoweverMany() {
		StringBuilder rows = new StringBuilder();
		for (int i = 0; i < 1203; i++) {
			rows.append("p").append(i).append(";N;P;;eleve;;;\n");
		}
		take(rows.toString());
		List<String> seen = new ArrayList<>();
		people().forEach(COLLEGE, (listed) -> seen.add(listed.person().identifiant()));
		assertThat(seen).hasSize(1203).doesNotHaveDuplicates();
	}

	private List<Map<String, Object>> table() {
		return this.database.template().queryForList("SELECT * FROM people ORDER BY uai, login_key");
	}

}
