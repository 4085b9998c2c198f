package fr.passerelle.entcatalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CatalogSearchTests {

	private final EntCatalog catalog = EntCatalog.bundled();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			atrium              | atrium-sud
			ATRIUM              | atrium-sud
			atrium-sud          | atrium-sud
			elyco               | e-lyco-v3
			e-lyco              | e-lyco-v3
			E Lyco              | e-lyco-v3
			haute garonne       | ecollege31
			Haute-Garonne       | ecollege31
			ecollege31          | ecollege31
			ECOLLÈGE 31         | ecollege31
			kosmos 31           | ecollege31
			ecole directe       | ecole-directe
			ÉcoleDirecte        | ecole-directe
			ariane              | ariane57
			@ucollège           | aucollege84-edifice
			l'éduc de normandie | l-educ-de-normandie
			net o’centre lycées | netocentre-lycees
			lyon                | laclasse
			mbn                 | mon-bureau-numerique
			ent 95              | moncollege-valdoise
			""")
	void findsByWhatPeopleRemember(String text, String first) {
		assertThat(this.catalog.search(text, 5)).extracting(Ent::id).startsWith(first);
	}

	@ParameterizedTest
	@CsvSource({ "Nantes, e-lyco-v3", "Loire-Atlantique, e-lyco-v3", "44, e-lyco-v3", "la roche sur yon, e-lyco-v3",
			"Marseille, eduprovence", "Bourges, cher-cartable-numerique-avec-alimentation", "strasb, entea-alsace",
			"st etienne, cybercolleges42", "hdf, ent-hauts-de-france" })
	void findsByATownOrACountyThatTheEntryDoesNotName(String place, String expected) {
		assertThat(this.catalog.search(place, 8)).extracting(Ent::id).contains(expected);
	}

	@Test
	void byATownWhatServesTheFewestCountiesComesFirstAndWhatIsOutOfUseLast() {
		List<Ent> found = this.catalog.search("Bourges", 50);
		assertThat(found.get(0).territory()).isEqualTo("Cher (18)");
		assertThat(found).extracting(Ent::id).contains("netocentre-lycees");
		assertThat(found).extracting((ent) -> ent.status() == Status.CURRENT)
			.isSortedAccordingTo(Comparator.reverseOrder());
	}

	@Test
	void aTerritoryOfTheCatalogueIsKnownUnlessItIsAbroadOrEverywhere() {
		assertThat(this.catalog.all())
			.filteredOn((ent) -> ent.territory() != null && Places.of(ent.territory()).isEmpty())
			.extracting(Ent::territory)
			.allMatch((territory) -> territory
				.matches("France.*|Établissements français.*|Polynésie.*|Monaco|Belgique.*"));
	}

	@Test
	void ranksNameAboveTerritoryAboveIdAbovePlatform() {
		EntCatalog small = catalogOf(ent("a", "Autre", "Paris", "Nord"), ent("b", "Autre", "Nord", "Kosmos"),
				ent("c", "Les Nordistes", "Paris", "Kosmos"), ent("d", "Le Nord", "Paris", "Kosmos"),
				ent("e", "Nord Sud", "Paris", "Kosmos"), ent("nord", "Autre", "Paris", "Kosmos"),
				ent("g", "Nord", "Paris", "Kosmos"), ent("nord-i", "Autre", "Paris", "Kosmos"));
		assertThat(small.search("nord", 10)).extracting(Ent::id)
			.containsExactly("g", "nord", "e", "d", "c", "b", "nord-i", "a");
	}

	@Test
	void putsWhatIsInUseFirstAmongEquals() {
		assertThat(this.catalog.search("agora06", 2)).extracting(Ent::id).containsExactly("agora06", "agora06-itop");
		EntCatalog small = catalogOf(outOfUse(ent("a", "Nord A", "Paris", "Kosmos")),
				ent("b", "Nord B", "Paris", "Kosmos"));
		assertThat(small.search("nord", 2)).extracting(Ent::id).containsExactly("b", "a");
	}

	@Test
	void findsWordsSpreadOverNameTerritoryAndPlatform() {
		assertThat(this.catalog.search("aisne itslearning", 5)).extracting(Ent::id)
			.containsExactly("itslearning-ent02");
		assertThat(this.catalog.search("aisne kosmos", 5)).isEmpty();
	}

	@Test
	void findsByPlatform() {
		assertThat(this.catalog.search("recia", 100)).hasSize(13);
		assertThat(this.catalog.search("skolengo", 100)).extracting(Ent::platform).contains("Kosmos (Skolengo)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "\t" })
	void blankTextListsAllByName(String text) {
		List<Ent> all = this.catalog.search(text, Integer.MAX_VALUE);
		assertThat(all).isEqualTo(this.catalog.all()).extracting(Ent::id).startsWith("agora06", "agora06-itop");
	}

	@Test
	void theLimitHolds() {
		assertThat(this.catalog.search("", 3)).isEqualTo(this.catalog.all().subList(0, 3));
		assertThat(this.catalog.search("ent", 3)).hasSize(3);
		assertThat(this.catalog.search("ent", 0)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> this.catalog.search("ent", -1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "!?", "zzz", "\uD83D", "agora07" })
	void findsNothingWhereNothingMatches(String text) {
		assertThat(this.catalog.search(text, 5)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "atriom, atrium-sud", "Atruim, atrium-sud", "atriumm, atrium-sud", "elyko, e-lyco-v3",
			"mon bureau numériqe, mon-bureau-numerique", "eduprovense, eduprovence" })
	void nearFindsWhatOneWrongLetterHides(String text, String expected) {
		assertThat(this.catalog.near(text, 5)).extracting(Ent::id).contains(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "!?", "zzz", "agora07", "ent95", "ent", "pronote" })
	void nearLeavesFiguresAndShortWordsAsTheyAre(String text) {
		assertThat(this.catalog.near(text, 5))
			.noneMatch((ent) -> ent.id().startsWith("agora") || ent.id().startsWith("ent94"));
	}

	@Test
	void aTextWithoutEndIsCut() {
		assertThat(this.catalog.search("x".repeat(1_000_000), 5)).isEmpty();
		assertThat(this.catalog.search("agora06" + " ".repeat(SearchIndex.LONGEST_QUERY) + "x", 5)).isNotEmpty();
	}

	@Test
	void ligaturesAreSpelledOut() {
		EntCatalog small = catalogOf(ent("a", "Cœur d'Æther", "Paris", "Kosmos"));
		assertThat(small.search("coeur aether", 1)).hasSize(1);
	}

	private static EntCatalog catalogOf(Ent... ents) {
		return new LoadedCatalog("2026.1", LocalDate.EPOCH, new ArrayList<>(List.of(ents)));
	}

	private static Ent ent(String id, String name, String territory, String platform) {
		return new Ent(id, List.of(), name, territory, Audience.MIXED, platform, SignOn.CAS, CasEndpoints.UNKNOWN, null,
				null, List.of(new Selector("selection", "EDU", Set.of("parent"))), PlatformDefaults.NONE, null,
				new Ent.Lifecycle(Status.CURRENT, List.of(), null),
				new Ent.Provenance(List.of("a public page"), Confidence.NAME_ONLY, 1));
	}

	private static Ent outOfUse(Ent ent) {
		return new Ent(ent.id(), ent.aliases(), ent.name(), ent.territory(), ent.audience(), ent.platform(),
				ent.signOn(), ent.endpoints(), ent.serverUrlPattern(), ent.validation(), ent.selectors(),
				ent.defaults(), ent.upstreamLogin(), new Ent.Lifecycle(Status.OBSOLETE, List.of(), "gone"),
				ent.provenance());
	}

}
