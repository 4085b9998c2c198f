package fr.passerelle.gateway.preview;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.MatrixEdit;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.enthealth.EntState;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.preview.Consequence.Kind;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.LostRaceException;
import fr.passerelle.gateway.version.TestControlPlane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What each change would do, on a school with two ENTs.
 */
class PreviewsTests {

	private static final Uai SCHOOL = new Uai("0330001A");

	@SuppressWarnings("NullAway.Init")
	private static TestDatabase database;

	private final Map<String, EntState> states = new HashMap<>();

	private final Map<EspaceKey, Map<String, Integer>> inside = new EnumMap<>(EspaceKey.class);

	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@SuppressWarnings("NullAway.Init")
	private Previews previews;

	@BeforeAll
	static void start(@TempDir Path folder) {
		database = TestDatabase.embedded(folder);
	}

	@AfterAll
	static void stop() {
		database.close();
	}

	@BeforeEach
	void openSchool() {
		database.jdbc().sql("DELETE FROM establishment_version").update();
		database.jdbc().sql("DELETE FROM establishment").update();
		this.establishments = TestControlPlane.on(database, new MovableClock(), (changed) -> {
		}).establishments();
		this.establishments.create(ConfigurationDocument.parse("""
				{"uai": "0330001A", "name": "Jean-Moulin", "publicUrl": "https://0330001a.example.fr",
				"upstream": "http://127.0.0.1:9000",
				"delegations": [
				{"id": "atrium", "label": "Atrium", "protocol": "CAS",
				"cas": {"serverUrl": "https://atrium.example.fr", "validation": "CAS2"}},
				{"id": "edu", "label": "Educ", "protocol": "CAS",
				"cas": {"serverUrl": "https://edu.example.fr", "validation": "CAS2"}}],
				"espaces": {"parent": {"delegations": ["atrium"], "directLogin": true},
				"eleve": {"delegations": ["atrium"]}, "direction": {"directLogin": true},
				"professeur": {"published": false}}}""".getBytes(StandardCharsets.UTF_8), Format.JSON),
				new Change("admin", null));
		this.states.put("atrium", EntState.ANSWERS);
		this.states.put("edu", EntState.ANSWERS);
		this.previews = new Previews(this.establishments, this::count,
				(delegation) -> this.states.getOrDefault(delegation.id(), EntState.UNKNOWN));
	}

	@Test
	void nothingChangedHasNoConsequence() {
		Preview preview = preview((document) -> document);
		assertThat(preview.consequences()).isEmpty();
		assertThat(preview.proposal().changesAnything()).isFalse();
		assertThat(preview.warns()).isFalse();
	}

	@Test
	void anotherEntInsteadIsSaidWithWhoStays() {
		signIn(EspaceKey.PARENT, "atrium", 12);
		assertThat(preview(row(EspaceKey.PARENT, null, List.of("edu"), null)).consequences()).containsExactly(
				Kind.ENT_REPLACED.of(List.of(EspaceKey.PARENT), List.of("Atrium"), List.of("Educ")),
				Kind.SESSIONS_STAY.of(List.of(EspaceKey.PARENT), List.of("Atrium"), 12));
	}

	@Test
	void oneMoreEntOneLessTheFirstAndTheLast() {
		assertThat(kinds(row(EspaceKey.PARENT, null, List.of("atrium", "edu"), null))).containsExactly(Kind.ENT_ADDED);
		assertThat(kinds(row(EspaceKey.DIRECTION, null, List.of("edu"), null))).containsExactly(Kind.ENT_FIRST);
		assertThat(kinds(row(EspaceKey.PARENT, null, List.of(), null))).containsExactly(Kind.ENT_LAST);
		change(row(EspaceKey.PARENT, null, List.of("atrium", "edu"), null));
		assertThat(kinds(row(EspaceKey.PARENT, null, List.of("edu"), null))).containsExactly(Kind.ENT_REMOVED);
	}

	@Test
	void directLoginOpensAndClosesAndOpensByItselfWhereNothingElseLeadsIn() {
		signIn(EspaceKey.PARENT, "direct", 2);
		assertThat(kinds(row(EspaceKey.ELEVE, null, null, true))).containsExactly(Kind.DIRECT_OPENS);
		assertThat(kinds(row(EspaceKey.PARENT, null, null, false))).containsExactly(Kind.DIRECT_CLOSES,
				Kind.SESSIONS_STAY);
		assertThat(kinds(row(EspaceKey.ELEVE, null, List.of(), null))).containsExactly(Kind.ENT_LAST,
				Kind.DIRECT_BY_DEFAULT);
		assertThat(kinds(row(EspaceKey.DIRECTION, null, null, false))).containsExactly(Kind.DIRECT_BY_DEFAULT);
	}

	@Test
	void anEspaceThatClosesShutsOutWhoIsInIt() {
		signIn(EspaceKey.PARENT, "atrium", 3);
		signIn(EspaceKey.PARENT, "direct", 1);
		Preview preview = preview(row(EspaceKey.PARENT, false, null, null));
		assertThat(preview.consequences()).containsExactly(Kind.ESPACE_CLOSES.of(EspaceKey.PARENT),
				Kind.SESSIONS_SHUT_OUT.of(List.of(EspaceKey.PARENT), List.of(), 4));
		assertThat(preview.warns()).isTrue();
	}

	@Test
	void anEspaceThatOpensSaysHowOneEnters() {
		assertThat(kinds(row(EspaceKey.PROFESSEUR, true, List.of("edu"), null))).containsExactly(Kind.ESPACE_OPENS);
		assertThat(kinds(row(EspaceKey.PROFESSEUR, true, null, true))).containsExactly(Kind.ESPACE_OPENS_DIRECT);
		assertThat(kinds(row(EspaceKey.PROFESSEUR, true, null, null))).containsExactly(Kind.ESPACE_OPENS_DIRECT,
				Kind.DIRECT_BY_DEFAULT);
		assertThat(kinds(row(EspaceKey.PROFESSEUR, null, List.of("edu"), null)))
			.containsExactly(Kind.ESPACE_STAYS_CLOSED);
	}

	@Test
	void stoppingEverythingCountsWhoIsThere() {
		signIn(EspaceKey.PARENT, "atrium", 3);
		signIn(EspaceKey.ELEVE, "atrium", 5);
		OffsetDateTime tomorrow = OffsetDateTime.parse("2026-09-02T08:00:00+02:00");
		List<EspaceKey> open = List.of(EspaceKey.COMMUNE, EspaceKey.DIRECTION, EspaceKey.PARENT, EspaceKey.ELEVE);
		assertThat(preview(new Publication(false, "Travaux", tomorrow)).consequences()).containsExactly(
				Kind.CLOSES_ALL.of(open, List.of(), List.of()), Kind.SESSIONS_SHUT_OUT.of(open, List.of(), 8),
				Kind.REOPENS_AT.of(List.of(), List.of(), List.of("2026-09-02T06:00:00Z")));
		change(new Publication(false, null, null));
		assertThat(preview(Publication.OPEN).consequences())
			.containsExactly(Kind.OPENS_ALL.of(open, List.of(), List.of()));
		assertThat(this.previews.connected(SCHOOL)).containsExactly(Map.entry(EspaceKey.PARENT, 3),
				Map.entry(EspaceKey.ELEVE, 5));
	}

	@Test
	void anEntThatDoesNotAnswerIsWarnedOfWhereItIsNew() {
		this.states.put("edu", EntState.DOWN);
		assertThat(kinds(row(EspaceKey.PARENT, null, List.of("edu"), null))).containsExactly(Kind.ENT_REPLACED,
				Kind.ENT_DOWN);
		this.states.put("edu", EntState.SLOW);
		assertThat(kinds(row(EspaceKey.PARENT, null, List.of("edu"), null))).containsExactly(Kind.ENT_REPLACED,
				Kind.ENT_SLOW);
		assertThat(kinds(merge("{\"name\": \"Autre\"}"))).containsExactly(Kind.NAME_CHANGED);
	}

	@Test
	void aNewDelegationIsUntriedOrUnused() {
		DocumentEdit add = DelegationEdit.put("neuf",
				bytes("""
						{"label": "Neuf", "protocol": "CAS", "cas": {"serverUrl": "https://n.example.fr", "validation": "CAS2"}}"""));
		assertThat(kinds(add)).containsExactly(Kind.DELEGATION_UNUSED);
		assertThat(kinds(add.then(row(EspaceKey.PARENT, null, List.of("atrium", "neuf"), null))))
			.containsExactly(Kind.ENT_ADDED, Kind.DELEGATION_ADDED, Kind.ENT_UNTRIED);
	}

	@Test
	void aDelegationThatGoesTakesItsWaysWithIt() {
		signIn(EspaceKey.ELEVE, "atrium", 4);
		assertThat(kinds(DelegationEdit.remove("atrium", true))).containsExactly(Kind.ENT_LAST, Kind.ENT_LAST,
				Kind.DIRECT_BY_DEFAULT, Kind.SESSIONS_STAY, Kind.DELEGATION_REMOVED);
		assertThat(kinds(DelegationEdit.activate("atrium", false))).contains(Kind.ENT_LAST, Kind.DELEGATION_OFF);
		change(DelegationEdit.activate("atrium", false));
		assertThat(kinds(DelegationEdit.activate("atrium", true))).contains(Kind.ENT_FIRST, Kind.DELEGATION_ON);
	}

	@Test
	void everySettingOfADelegationThatPeopleMayNoticeIsSaid() {
		signIn(EspaceKey.ELEVE, "atrium", 4);
		String server = "{\"cas\": {\"serverUrl\": \"https://x.example.fr\"}}";
		assertThat(kinds(DelegationEdit.merge("atrium", bytes(server)))).containsExactly(Kind.LOGIN_ADDRESS_CHANGED,
				Kind.VALIDATION_CHANGED, Kind.LOGOUT_ADDRESS_CHANGED, Kind.SESSIONS_STAY);
		assertThat(preview(DelegationEdit.merge("atrium", bytes(server))).consequences())
			.contains(Kind.SESSIONS_STAY.of(List.of(EspaceKey.PARENT, EspaceKey.ELEVE), List.of("Atrium"), 4)
				.leadingTo("Atrium"));
		assertThat(kinds(DelegationEdit.merge("edu", bytes("{\"label\": \"E\"}")))).containsExactly(Kind.LABEL_CHANGED);
		assertThat(kinds(DelegationEdit.merge("edu", bytes("{\"cas\": {\"renew\": true}}"))))
			.containsExactly(Kind.RENEW_ON);
		assertThat(kinds(DelegationEdit.merge("edu", bytes("{\"cas\": {\"validation\": \"SAML1\"}}"))))
			.containsExactly(Kind.VALIDATION_CHANGED);
		assertThat(kinds(DelegationEdit.merge("edu", bytes("{\"attributes\": {\"user\": \"uid\"}}"))))
			.containsExactly(Kind.ATTRIBUTES_CHANGED);
		assertThat(kinds(DelegationEdit.merge("edu", bytes("{\"recognition\": [\"IDENTITY\"]}"))))
			.containsExactly(Kind.RECOGNITION_CHANGED);
		change(DelegationEdit.merge("edu", bytes("{\"cas\": {\"renew\": true}}")));
		assertThat(kinds(DelegationEdit.merge("edu", bytes("{\"cas\": {\"renew\": false}}"))))
			.containsExactly(Kind.RENEW_OFF);
	}

	@Test
	void whatElseADocumentCanChangeIsSaid() {
		assertThat(kinds(merge("{\"publicUrl\": \"https://autre.example.fr\"}")))
			.containsExactly(Kind.PUBLIC_URL_CHANGED);
		assertThat(kinds(merge("{\"upstream\": \"http://127.0.0.1:9001\"}"))).containsExactly(Kind.UPSTREAM_CHANGED);
		assertThat(kinds(merge("{\"publicPaths\": [\"/pronote/images/**\"]}"))).containsExactly(Kind.PATHS_CHANGED);
		assertThat(kinds(merge("{\"espaces\": {\"parent\": {\"paths\": [\"/pronote/x/**\"]}}}")))
			.containsExactly(Kind.PATHS_CHANGED);
		assertThat(kinds(merge("{\"espaces\": {\"parent\": {\"upstream\": \"http://127.0.0.1:9001\"}}}")))
			.containsExactly(Kind.UPSTREAM_CHANGED);
		assertThat(kinds(merge("{\"espaces\": {\"parent\": {\"loginParameters\": {\"a\": \"b\"}}}}")))
			.containsExactly(Kind.PARAMETERS_CHANGED);
	}

	@Test
	void aPreviewChangesNothingAndIsRefusedLikeTheChange() {
		preview(row(EspaceKey.PARENT, false, null, null));
		assertThat(this.establishments.current(SCHOOL).number()).isEqualTo(1);
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> preview(row(EspaceKey.PARENT, null, List.of("nobody"), null)));
		assertThatExceptionOfType(LostRaceException.class)
			.isThrownBy(() -> this.previews.of(SCHOOL, (document) -> document, ExpectedVersion.only(7)));
	}

	private Preview preview(DocumentEdit edit) {
		return this.previews.of(SCHOOL, edit, ExpectedVersion.ANY);
	}

	private List<Kind> kinds(DocumentEdit edit) {
		return preview(edit).consequences().stream().map(Consequence::kind).toList();
	}

	private void change(DocumentEdit edit) {
		this.establishments.edit(SCHOOL, edit, ExpectedVersion.ANY, new Change("admin", null));
	}

	private void signIn(EspaceKey espace, String delegation, int count) {
		this.inside.computeIfAbsent(espace, (key) -> new HashMap<>()).put(delegation, count);
	}

	private int count(Uai uai, Collection<EspaceKey> espaces, @Nullable String delegation) {
		return espaces.stream()
			.flatMap((espace) -> this.inside.getOrDefault(espace, Map.of()).entrySet().stream())
			.filter((way) -> delegation == null || delegation.equals(way.getKey()))
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	private static DocumentEdit row(EspaceKey key, @Nullable Boolean published, @Nullable List<String> delegations,
			@Nullable Boolean direct) {
		return new MatrixEdit(Map.of(key, new EspacePatch(published, delegations, direct)));
	}

	private static DocumentEdit merge(String json) {
		return DocumentEdit.merging(bytes(json));
	}

	private static byte[] bytes(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

}
