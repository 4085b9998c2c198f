package fr.passerelle.gateway.version;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DocumentReaderTests;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.version.EstablishmentQuery.Order;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for establishments on every database.
 */
@OnEachDatabase
class EstablishmentsContract {

	static final Uai JEAN_MOULIN = new Uai("0330001A");

	static final Change CHANGE = new Change("admin", "why");

	private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

	private final List<EstablishmentChanged> events = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@SuppressWarnings("NullAway.Init")
	private History history;

	private final TestDatabase database;

	EstablishmentsContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void openEmpty() {
		this.database.jdbc().sql("DELETE FROM establishment_version").update();
		this.database.jdbc().sql("DELETE FROM establishment").update();
		TestControlPlane plane = plane();
		this.establishments = plane.establishments();
		this.history = plane.history();
	}

	/** Another program on the same database. */
	private TestControlPlane plane() {
		return TestControlPlane.on(this.database, Clock.fixed(NOW, ZoneOffset.UTC), this.events::add);
	}

	/** The establishments of another program on the same database. */
	private Establishments open() {
		return plane().establishments();
	}

	@Test
	void createdIsInEffectAndInTheStore() {
		Version first = this.establishments.create(document("Jean-Moulin"), CHANGE);
		assertThat(first.number()).isEqualTo(1);
		assertThat(this.establishments.find(JEAN_MOULIN)).map(Establishment::name).contains("Jean-Moulin");
		Version stored = open().current(JEAN_MOULIN);
		assertThat(stored).isEqualTo(first);
		assertThat(stored.at()).isEqualTo(NOW);
		assertThat(this.events).extracting(EstablishmentChanged::kind)
			.containsExactly(EstablishmentChanged.Kind.CREATED);
	}

	@Test
	void createWhenItExistsThenRefused() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		assertThatExceptionOfType(EstablishmentExistsException.class)
			.isThrownBy(() -> this.establishments.create(document("Autre"), CHANGE));
	}

	@Test
	void replaceAddsAVersion() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		Version second = replace(document("Autre"), 1);
		assertThat(second.number()).isEqualTo(2);
		assertThat(this.establishments.find(JEAN_MOULIN)).map(Establishment::version).contains(2L);
		assertThat(this.history.newest(JEAN_MOULIN, 10)).extracting(VersionSummary::number).containsExactly(2L, 1L);
		assertThat(this.history.version(JEAN_MOULIN, 1).document()).isEqualTo(document("Jean-Moulin"));
	}

	@Test
	void replaceWithTheSameDocumentAddsNone() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		assertThat(replace(document("Jean-Moulin"), 1).number()).isEqualTo(1);
		assertThat(this.events).hasSize(1);
	}

	@Test
	void replaceUponAnEarlierVersionLosesTheRace() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		replace(document("Autre"), 1);
		assertThatExceptionOfType(LostRaceException.class).isThrownBy(() -> replace(document("Encore"), 1));
	}

	@Test
	void replaceWhenRefusedThenNothingChanges() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		ConfigurationDocument faulty = parse("{\"uai\":\"0330001A\"}");
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> replace(faulty, 1));
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isEqualTo(1);
		assertThat(open().current(JEAN_MOULIN).number()).isEqualTo(1);
	}

	@Test
	void replaceWithAnothersUaiIsRefused() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		ConfigurationDocument others = parse(document("X").toJson().replace("0330001A", "0330002B"));
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> replace(others, 1))
			.withMessageContaining("uai");
	}

	@Test
	void hostOfAnotherIsRefusedOnEveryNode() {
		Establishments other = open();
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		ConfigurationDocument thief = parse(document("Voleur").toJson().replace("0330001A", "0330002B"));
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> this.establishments.create(thief, CHANGE))
			.withMessageContaining("publicUrl: has the host of 0330001A");
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> other.create(thief, CHANGE))
			.withMessageContaining("publicUrl");
	}

	@Test
	void hostOfAnotherIsRefusedAtAnyPortInAnySpelling() {
		Establishments other = open();
		ConfigurationDocument first = parse(document("X").toJson());
		this.establishments.create(first, CHANGE);
		String host = Objections.host(first.copy());
		for (String taken : List.of("http://" + host + ":8080", "https://" + host + ".:9443",
				"http://" + String.valueOf(host).toUpperCase(Locale.ROOT))) {
			ConfigurationDocument thief = thief(taken);
			assertThatExceptionOfType(InvalidDocumentException.class)
				.isThrownBy(() -> this.establishments.create(thief, CHANGE))
				.withMessageContaining("publicUrl: has the host of 0330001A");
			assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> other.create(thief, CHANGE))
				.withMessageContaining("publicUrl");
		}
	}

	@Test
	void establishmentsThatAnEarlierProgramLetShareAHostMayStillBeChanged() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		this.establishments.create(thief("https://other.example.fr"), CHANGE);
		String host = String.valueOf(Objections.host(document("X").copy()));
		this.database.jdbc()
			.sql("UPDATE establishment SET authority = :a WHERE uai = '0330001A'")
			.param("a", host + ":8080")
			.update();
		this.database.jdbc()
			.sql("UPDATE establishment SET authority = :a WHERE uai = '0330002B'")
			.param("a", host + ":9090")
			.update();
		assertThat(replace(document("Autre"), 1).number()).isEqualTo(2);
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(
				() -> open().create(parse(thief("https://" + host).toJson().replace("0330002B", "0330003C")), CHANGE))
			.withMessageContaining("publicUrl");
	}

	@Test
	void schoolsAdministratorMayNotChangeWhatIsThePlatforms() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		this.establishments.create(parse(thief("https://other.example.fr").toJson()), CHANGE);
		Version own = this.establishments.current(JEAN_MOULIN);
		Change school = new Change(new Actor("mcurie", "192.0.2.1", false), null);
		ObjectNode moved = own.document().copy();
		moved.put("publicUrl", "https://elsewhere.example.fr");
		ObjectNode shared = own.document().copy();
		shared.put("upstream", "http://localhost:4711");
		ObjectNode named = own.document().copy();
		named.put("name", "Autre nom");
		ObjectNode others = this.establishments.current(new Uai("0330002B")).document().copy();
		others.put("upstream", "http://127.0.0.1:4711");
		this.establishments.replace(new Uai("0330002B"), new ConfigurationDocument(others), ExpectedVersion.ANY, false,
				CHANGE);

		for (ObjectNode refused : List.of(moved, shared)) {
			assertThatExceptionOfType(PlatformChangeException.class).isThrownBy(() -> this.establishments
				.replace(JEAN_MOULIN, new ConfigurationDocument(refused), ExpectedVersion.ANY, false, school));
		}
		assertThat(this.establishments
			.replace(JEAN_MOULIN, new ConfigurationDocument(named), ExpectedVersion.ANY, false, school)
			.number()).isEqualTo(2);
		assertThat(this.establishments
			.replace(JEAN_MOULIN, new ConfigurationDocument(moved), ExpectedVersion.ANY, false, CHANGE)
			.number()).isEqualTo(3);
		assertThatExceptionOfType(PlatformChangeException.class)
			.isThrownBy(() -> this.establishments.restore(JEAN_MOULIN, 1, ExpectedVersion.ANY, school));
	}

	private static ConfigurationDocument thief(String publicUrl) {
		ObjectNode root = document("Voleur").copy();
		root.put("uai", "0330002B");
		root.put("publicUrl", publicUrl);
		return new ConfigurationDocument(root);
	}

	@Test
	void ofManyUponOneVersionExactlyOneWins() throws Exception {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		List<Callable<Boolean>> rivals = new ArrayList<>();
		int threads = 12;
		CyclicBarrier start = new CyclicBarrier(threads);
		for (int i = 0; i < threads; i++) {
			// Half of them on another node.
			Establishments node = (i % 2 == 0) ? this.establishments : open();
			String name = "Rival " + i;
			rivals.add(() -> {
				start.await();
				try {
					node.replace(JEAN_MOULIN, document(name), upon(1), false, CHANGE);
					return true;
				}
				catch (LostRaceException ex) {
					return false;
				}
			});
		}
		assertThat(run(rivals)).containsOnlyOnce(true);
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isEqualTo(2);
	}

	@Test
	void patchesWithoutVersionAllArrive() throws Exception {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		List<Callable<Boolean>> patches = new ArrayList<>();
		CyclicBarrier start = new CyclicBarrier(EspaceKey.values().length);
		for (EspaceKey key : EspaceKey.values()) {
			patches.add(() -> {
				start.await();
				this.establishments.patch(JEAN_MOULIN, key, new EspacePatch(true, null, null), ExpectedVersion.ANY,
						CHANGE);
				return true;
			});
		}
		run(patches);
		Establishment now = this.establishments.find(JEAN_MOULIN).orElseThrow();
		assertThat(EspaceKey.values()).allMatch(now::isOpen);
	}

	@Test
	void patchOfAnEspaceLeftOutDoesNotPublishIt() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		this.establishments.patch(JEAN_MOULIN, EspaceKey.PARENT, new EspacePatch(null, List.of("atrium"), true),
				ExpectedVersion.ANY, CHANGE);
		Espace parent = this.establishments.find(JEAN_MOULIN).orElseThrow().espace(EspaceKey.PARENT);
		assertThat(parent.published()).isFalse();
		assertThat(parent.delegations()).extracting(Delegation::id).containsExactly("atrium");
	}

	@Test
	void publicationClosesWithAReasonThatOpeningTakesAway() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		this.establishments.publish(JEAN_MOULIN, new Publication(false, "Travaux", null), ExpectedVersion.ANY, CHANGE);
		Establishment closed = this.establishments.find(JEAN_MOULIN).orElseThrow();
		assertThat(closed.published()).isFalse();
		assertThat(closed.closedReason()).isEqualTo("Travaux");
		this.establishments.publish(JEAN_MOULIN, Publication.OPEN, ExpectedVersion.ANY, CHANGE);
		assertThat(this.establishments.find(JEAN_MOULIN).orElseThrow().closedReason()).isNull();
	}

	@Test
	void restoreMakesAnEarlierDocumentTheNewestVersion() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		replace(document("Autre"), 1);
		Version third = this.establishments.restore(JEAN_MOULIN, 1, ExpectedVersion.ANY, CHANGE);
		assertThat(third.number()).isEqualTo(3);
		assertThat(this.establishments.find(JEAN_MOULIN)).map(Establishment::name).contains("Jean-Moulin");
		assertThatExceptionOfType(UnknownEstablishmentException.class)
			.isThrownBy(() -> this.establishments.restore(JEAN_MOULIN, 9, ExpectedVersion.ANY, CHANGE));
	}

	@Test
	void deletedIsGoneAndItsNumbersNeverComeBack() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		this.establishments.delete(JEAN_MOULIN, upon(1), CHANGE);
		assertThat(this.establishments.find(JEAN_MOULIN)).isEmpty();
		assertThat(this.establishments.all()).isEmpty();
		assertThatExceptionOfType(UnknownEstablishmentException.class)
			.isThrownBy(() -> this.establishments.current(JEAN_MOULIN));
		assertThat(this.establishments.create(document("Jean-Moulin"), CHANGE).number()).isEqualTo(3);
		assertThat(this.establishments.find(JEAN_MOULIN)).isPresent();
		assertThat(this.history.newest(JEAN_MOULIN, 10)).hasSize(1);
	}

	@Test
	void otherNodesTakeUpWhatOneAccepts() {
		TestControlPlane otherProgram = plane();
		Establishments other = otherProgram.establishments();
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		assertThat(other.find(JEAN_MOULIN)).isEmpty();
		otherProgram.follower().refresh();
		assertThat(other.find(JEAN_MOULIN)).map(Establishment::version).contains(1L);
		replace(document("Autre"), 1);
		otherProgram.follower().refresh();
		assertThat(other.find(JEAN_MOULIN)).map(Establishment::name).contains("Autre");
		this.establishments.delete(JEAN_MOULIN, ExpectedVersion.ANY, CHANGE);
		otherProgram.follower().refresh();
		assertThat(other.find(JEAN_MOULIN)).isEmpty();
	}

	@Test
	void newerCatalogueMovesNoLoginByItself() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		move(JEAN_MOULIN, "https://www.atrium-sud.fr/connexion/login", "https://ancien.example.fr/login");
		Establishments restarted = open();
		assertThat(login(restarted)).isEqualTo("https://ancien.example.fr/login");
		restarted.patch(JEAN_MOULIN, EspaceKey.ELEVE, new EspacePatch(true, null, null), ExpectedVersion.ANY, CHANGE);
		restarted.replace(JEAN_MOULIN, document("Autre"), ExpectedVersion.ANY, false, CHANGE);
		assertThat(login(restarted)).isEqualTo("https://ancien.example.fr/login");
		restarted.replace(JEAN_MOULIN, document("Autre"), ExpectedVersion.ANY, true, CHANGE);
		assertThat(login(restarted)).isEqualTo("https://www.atrium-sud.fr/connexion/login");
	}

	@Test
	void changedDelegationIsMadeFromTodaysCatalogue() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		move(JEAN_MOULIN, "https://www.atrium-sud.fr/connexion/login", "https://ancien.example.fr/login");
		Establishments restarted = open();
		restarted.replace(JEAN_MOULIN, parse(document("X").toJson().replace("Atrium", "Atrium Sud")),
				ExpectedVersion.ANY, false, CHANGE);
		assertThat(login(restarted)).isEqualTo("https://www.atrium-sud.fr/connexion/login");
	}

	@Test
	void listIsSearchedByNameUaiAndAddressIgnoringCaseAndAccents() {
		create("0330001A", "Collège Jean-Moulin", "https://jm.example.fr");
		create("0330002B", "Lycée Été 100%", "https://ete.example.fr:8443");
		create("0750003C", "Cité_scolaire Œuvre", "https://cite.example.fr");
		assertThat(found("college")).containsExactly("0330001A");
		assertThat(found("MOULIN jean")).containsExactly("0330001A");
		assertThat(found("0330002b")).containsExactly("0330002B");
		assertThat(found("https://ete.example.fr")).containsExactly("0330002B");
		assertThat(found("oeuvre")).containsExactly("0750003C");
		assertThat(found("033")).containsExactly("0330001A", "0330002B");
		assertThat(found("moulin lycee")).isEmpty();
		// No wildcard of the database's.
		assertThat(found("%")).hasSize(3);
		assertThat(found("100%")).containsExactly("0330002B");
	}

	@Test
	void listIsPagedSortedAndBoundToWhatMayBeSeen() {
		create("0330001A", "Zola", "https://z.example.fr");
		create("0330002B", "Été", "https://e.example.fr");
		create("0330003C", "Arago", "https://a.example.fr");
		assertThat(list(new EstablishmentQuery("", null, Order.NAME, 0, 2))).containsExactly("0330003C", "0330002B");
		assertThat(list(new EstablishmentQuery("", null, Order.NAME, 2, 2))).containsExactly("0330001A");
		Set<Uai> two = Set.of(new Uai("0330001A"), new Uai("0330003C"));
		assertThat(list(new EstablishmentQuery("", two, Order.UAI, 0, 9))).containsExactly("0330001A", "0330003C");
		assertThat(list(new EstablishmentQuery("", Set.of(), Order.UAI, 0, 9))).isEmpty();
		Page<EstablishmentLine> page = TestControlPlane.list(this.database)
			.find(new EstablishmentQuery("example", null, Order.UAI, 1, 1));
		assertThat(page.total()).isEqualTo(3);
		assertThat(page.items())
			.containsExactly(new EstablishmentLine(new Uai("0330002B"), "Été", "https://e.example.fr", true, 1));
	}

	@Test
	void listFollowsChangesAndDeletions() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		replace(document("Louise-Michel"), 1);
		this.establishments.publish(JEAN_MOULIN, new Publication(false, null, null), upon(2), CHANGE);
		assertThat(found("moulin")).isEmpty();
		assertThat(TestControlPlane.list(this.database)
			.find(new EstablishmentQuery("louise", null, Order.UAI, 0, 9))
			.items()).containsExactly(
					new EstablishmentLine(JEAN_MOULIN, "Louise-Michel", "https://0330001a.example.fr", false, 3));
		this.establishments.delete(JEAN_MOULIN, upon(3), CHANGE);
		assertThat(found("")).isEmpty();
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		assertThat(found("moulin")).containsExactly("0330001A");
	}

	@Test
	void rowsOfAnEarlierProgramAreFilledAtTheStart() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		replace(document("Louise-Michel"), 1);
		EstablishmentList list = TestControlPlane.list(this.database);
		for (String earlier : List.of("name = NULL, search_text = NULL, listed = NULL",
				"name = 'Jean-Moulin', search_text = 'jean moulin', listed = 1")) {
			this.database.jdbc().sql("UPDATE establishment SET " + earlier).update();
			list.fill();
			assertThat(found("louise")).containsExactly("0330001A");
			assertThat(found("moulin")).isEmpty();
		}
	}

	@Test
	void historyIsFilteredByAuthorAndTime() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		this.establishments.replace(JEAN_MOULIN, document("Autre"), upon(1), false, new Change("mcurie", null));
		assertThat(numbers(new HistoryFilter("mcurie", null, null))).containsExactly(2L);
		assertThat(numbers(new HistoryFilter(null, NOW, NOW.plusMillis(1)))).containsExactly(2L, 1L);
		assertThat(numbers(new HistoryFilter(null, NOW.plusMillis(1), null))).isEmpty();
		assertThat(numbers(new HistoryFilter(null, null, NOW))).isEmpty();
		assertThat(this.history.size(JEAN_MOULIN, new HistoryFilter("admin", null, null))).isEqualTo(1);
		assertThat(this.history.authors(JEAN_MOULIN)).containsExactly("admin", "mcurie");
		assertThatExceptionOfType(UnknownEstablishmentException.class)
			.isThrownBy(() -> this.history.versions(new Uai("0330002B"), HistoryFilter.ALL, 0, 1));
	}

	@Test
	void whatHappensAlongsideAChangeHappensWithItOrNotAtAll() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		assertThat(this.establishments.replace(JEAN_MOULIN, (current) -> document("Autre"), CHANGE, (number) -> false))
			.isEmpty();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
				() -> this.establishments.replace(JEAN_MOULIN, (current) -> document("Autre"), CHANGE, (number) -> {
					throw new IllegalStateException("no");
				}));
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isEqualTo(1);
		assertThat(this.establishments.find(JEAN_MOULIN)).map(Establishment::name).contains("Jean-Moulin");
		assertThat(this.events).hasSize(1);
		List<Long> numbers = new ArrayList<>();
		this.establishments.replace(JEAN_MOULIN, (current) -> document("Autre"), CHANGE, numbers::add);
		assertThat(numbers).containsExactly(2L);
	}

	@Test
	void checkRefusesAsAReplacementWouldAndChangesNothing() {
		this.establishments.create(document("Jean-Moulin"), CHANGE);
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> this.establishments.check(JEAN_MOULIN, parse("{\"uai\":\"0330001A\"}")));
		this.establishments.check(JEAN_MOULIN, document("Autre"));
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isEqualTo(1);
	}

	private void create(String uai, String name, String publicUrl) {
		this.establishments.create(parse("""
				{"uai": "%s", "name": "%s", "publicUrl": "%s", "upstream": "http://u"}""".formatted(uai, name,
				publicUrl)), CHANGE);
	}

	private List<String> found(String text) {
		return list(new EstablishmentQuery(text, null, Order.UAI, 0, 100));
	}

	private List<String> list(EstablishmentQuery query) {
		return TestControlPlane.list(this.database)
			.find(query)
			.items()
			.stream()
			.map((line) -> line.uai().value())
			.toList();
	}

	private List<Long> numbers(HistoryFilter filter) {
		return this.history.versions(JEAN_MOULIN, filter, 0, 10).stream().map(VersionSummary::number).toList();
	}

	private static String login(Establishments establishments) {
		return establishments.find(JEAN_MOULIN)
			.orElseThrow()
			.espace(EspaceKey.DIRECTION)
			.delegations()
			.get(0)
			.signOn()
			.loginUrl()
			.toString();
	}

	/** As if the catalogue had said something else when the version was accepted. */
	private void move(Uai uai, String from, String to) {
		int rows = this.database.jdbc()
			.sql("UPDATE establishment_version SET resolved = REPLACE(resolved, :from, :to) WHERE uai = :uai")
			.param("from", from)
			.param("to", to)
			.param("uai", uai.value())
			.update();
		assertThat(rows).isEqualTo(1);
	}

	private Version replace(ConfigurationDocument document, long upon) {
		return this.establishments.replace(JEAN_MOULIN, document, upon(upon), false, CHANGE);
	}

	private static List<Boolean> run(List<Callable<Boolean>> tasks) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(tasks.size());
		try {
			List<Boolean> results = new ArrayList<>();
			for (Future<Boolean> result : executor.invokeAll(tasks)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			executor.shutdown();
		}
	}

	private static ExpectedVersion upon(long number) {
		return ExpectedVersion.only(number);
	}

	private static ConfigurationDocument document(String name) {
		return parse("""
				{"uai": "0330001A", "name": "%s", "publicUrl": "https://0330001a.example.fr",
				"upstream": "http://127.0.0.1:9000",
				"delegations": [{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"}],
				"espaces": {"direction": {"delegations": ["atrium"]}}}""".formatted(name));
	}

	private static ConfigurationDocument parse(String json) {
		return ConfigurationDocument.parse(DocumentReaderTests.bytes(json), Format.JSON);
	}

}
