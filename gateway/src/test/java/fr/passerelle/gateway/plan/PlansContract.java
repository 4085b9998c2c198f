package fr.passerelle.gateway.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.plan.PlanRefusedException.Cause;
import fr.passerelle.gateway.plan.PlannedChange.State;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.TestControlPlane;
import fr.passerelle.gateway.version.VersionSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for planned changes on every database.
 */
@OnEachDatabase
class PlansContract {

	private static final Uai JEAN_MOULIN = new Uai("0330001A");

	private static final Change CHANGE = new Change("mcurie", "rentrée");

	private static final Change ADMIN = new Change(new Actor("admin", "192.0.2.7", true), null);

	private static final Duration A_WEEK = Duration.ofDays(7);

	private final MovableClock clock = new MovableClock();

	private Predicate<PlannedChange> allowed = (plan) -> true;

	private boolean platform = true;

	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@SuppressWarnings("NullAway.Init")
	private History history;

	@SuppressWarnings("NullAway.Init")
	private AuditTrail audit;

	@SuppressWarnings("NullAway.Init")
	private Plans plans;

	private final TestDatabase database;

	PlansContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void openEmpty() {
		for (String table : List.of("planned_change", "audit_entries", "establishment_version", "establishment")) {
			this.database.jdbc().sql("DELETE FROM " + table).update();
		}
		this.audit = AuditTrail.open(new JdbcTemplate(this.database.dataSource()), this.clock, Duration.ofDays(365));
		TestControlPlane node = node();
		this.establishments = node.establishments();
		this.history = node.history();
		this.plans = plans(node);
		this.establishments.create(document("Jean-Moulin", true), new Change("admin", null));
	}

	@AfterEach
	void close() {
		this.audit.close();
	}

	/** The control plane of another program on the same database. */
	private TestControlPlane node() {
		return TestControlPlane.on(this.database, this.clock, (event) -> {
		});
	}

	private Plans plans(TestControlPlane node) {
		return new Plans(new PlanTable(this.database.jdbc()), node.establishments(), node.history(), new PlanAuthors() {

			@Override
			public boolean mayApply(PlannedChange plan) {
				return PlansContract.this.allowed.test(plan);
			}

			@Override
			public boolean mayChangePlatform(PlannedChange plan) {
				return PlansContract.this.platform;
			}

		}, this.audit, this.clock);
	}

	@Test
	void planWaitsForItsDayAndIsAVersionThen() {
		PlannedChange plan = plan(document("Louise-Michel", true));
		this.clock.move(A_WEEK.minusSeconds(1));
		assertThat(this.plans.tick()).isZero();
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isEqualTo(1);
		this.clock.move(Duration.ofSeconds(1));
		assertThat(this.plans.tick()).isOne();
		assertThat(name()).isEqualTo("Louise-Michel");
		VersionSummary version = this.history.newest(JEAN_MOULIN, 1).get(0);
		assertThat(version.author()).isEqualTo("mcurie");
		assertThat(version.comment()).isEqualTo("rentrée");
		PlannedChange after = this.plans.get(JEAN_MOULIN, plan.id());
		assertThat(after.state()).isEqualTo(State.APPLIED);
		assertThat(after.version()).isEqualTo(2);
		assertThat(this.plans.tick()).isZero();
	}

	@Test
	void planIsAppliedAfterARestartThatMissedItsDay() {
		plan(document("Louise-Michel", true));
		this.clock.move(A_WEEK.multipliedBy(2));
		TestControlPlane restarted = node();
		assertThat(plans(restarted).tick()).isOne();
		assertThat(restarted.establishments().find(JEAN_MOULIN)).map(Establishment::name).contains("Louise-Michel");
	}

	@Test
	void planIsBroughtTogetherWithWhatChangedMeanwhile() {
		plan(document("Louise-Michel", true));
		replace(document("Jean-Moulin", false));
		due();
		assertThat(this.plans.tick()).isOne();
		assertThat(this.establishments.current(JEAN_MOULIN).document()).isEqualTo(document("Louise-Michel", false));
	}

	@Test
	void planThatSomebodyHasMadeTrueAlreadyIsAppliedWithoutANewVersion() {
		plan(document("Louise-Michel", true));
		replace(document("Louise-Michel", true));
		due();
		assertThat(this.plans.tick()).isOne();
		assertThat(this.plans.list(JEAN_MOULIN)).extracting(PlannedChange::version).containsExactly(2L);
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isEqualTo(2);
	}

	@Test
	void planWhoseAuthorMayNotChangeTheEstablishmentAnyMoreFails() {
		PlannedChange plan = plan(document("Louise-Michel", true));
		this.allowed = (one) -> false;
		due();
		assertThat(this.plans.tick()).isOne();
		PlannedChange after = this.plans.get(JEAN_MOULIN, plan.id());
		assertThat(after.state()).isEqualTo(State.FAILED);
		assertThat(after.failure()).isEqualTo(new PlanFailure(PlanFailure.Kind.AUTHOR, List.of("mcurie")));
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isOne();
		this.allowed = (one) -> true;
		assertThat(this.plans.tick()).as("right again, too late").isZero();
		assertThat(trail()).containsExactly(AuditType.PLAN_FAILED, AuditType.PLAN_CREATED);
	}

	@Test
	void planOfWhatIsThePlatformsWhoseAuthorIsASchoolsNowFails() {
		PlannedChange plan = plan(elsewhere());
		this.platform = false;
		due();
		assertThat(this.plans.tick()).isOne();
		assertThat(this.plans.get(JEAN_MOULIN, plan.id()).failure())
			.isEqualTo(new PlanFailure(PlanFailure.Kind.AUTHOR, List.of("mcurie")));
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isOne();
	}

	@Test
	void whatSomebodyPlannedIsFoundByTheirName() {
		PlannedChange plan = plan(document("Louise-Michel", true));
		assertThat(this.plans.waitingOf("mcurie")).containsExactly(plan);
		assertThat(this.plans.waitingOf("admin")).isEmpty();
	}

	@Test
	void planThatConflictsIsNotAppliedAndNeedsAttention() {
		plan(document("Louise-Michel", true));
		replace(document("Marie-Curie", true));
		due();
		assertThat(this.plans.tick()).isOne();
		assertThat(name()).isEqualTo("Marie-Curie");
		assertThat(this.plans.failed(JEAN_MOULIN)).extracting(PlannedChange::failure)
			.containsExactly(new PlanFailure(PlanFailure.Kind.CONFLICT, List.of("name")));
		assertThat(this.plans.tick()).isZero();
		assertThat(trail()).containsExactly(AuditType.PLAN_FAILED, AuditType.PLAN_CREATED);
	}

	@Test
	void planWhoseResultIsRefusedFailsWithTheFaults() {
		plan(parse(document("Jean-Moulin", true).toJson()
			.replace("\"espaces\":{", "\"espaces\":{\"parent\":{\"delegations\":[\"atrium\"]},")));
		replace(parse(document("Jean-Moulin", true).toJson()
			.replaceFirst("\"delegations\":\\[\\{.*?\\}\\],", "")
			.replace("[\"atrium\"]", "[]")));
		due();
		assertThat(this.plans.tick()).isOne();
		PlanFailure failure = this.plans.failed(JEAN_MOULIN).get(0).failure();
		assertThat(failure).isNotNull();
		assertThat(failure.kind()).isEqualTo(PlanFailure.Kind.INVALID);
		assertThat(failure.details()).hasSize(1).first().asString().startsWith("espaces.parent.delegations[0]: ");
	}

	@Test
	void planOfAnEstablishmentThatIsGoneFails() {
		plan(document("Louise-Michel", true));
		this.establishments.delete(JEAN_MOULIN, ExpectedVersion.ANY, CHANGE);
		due();
		assertThat(this.plans.tick()).isOne();
		assertThat(this.plans.failed(JEAN_MOULIN)).extracting(PlannedChange::failure)
			.containsExactly(new PlanFailure(PlanFailure.Kind.BASE_GONE, List.of()));
	}

	@Test
	void planThatFailsUnforeseenDoesNotHoldUpTheOthers() {
		plan(document("Louise-Michel", true));
		this.clock.move(Duration.ofMinutes(1));
		PlannedChange second = plan(document("Jean-Moulin", false));
		due();
		TestControlPlane fragile = TestControlPlane.on(this.database, this.clock, (event) -> {
			if (event.version() == 2) {
				throw new IllegalStateException("nobody foresaw it");
			}
		});
		assertThat(plans(fragile).tick()).isOne();
		assertThat(this.plans.get(JEAN_MOULIN, second.id()).state()).isEqualTo(State.APPLIED);
	}

	@Test
	void planThatWasBroughtInByHandIsNotAppliedOnceMore() {
		PlannedChange plan = plan(document("Louise-Michel", true));
		replace(document("Louise-Michel", true));
		this.plans.appliedByHand(JEAN_MOULIN, plan.id(), 2, ADMIN);
		replace(document("Marie-Curie", true));
		due();
		assertThat(this.plans.tick()).isZero();
		assertThat(name()).isEqualTo("Marie-Curie");
		PlannedChange after = this.plans.get(JEAN_MOULIN, plan.id());
		assertThat(after.state()).isEqualTo(State.APPLIED);
		assertThat(after.version()).isEqualTo(2);
		assertThat(after.settledBy()).isEqualTo("admin");
		assertThat(trail()).containsOnlyOnce(AuditType.PLAN_APPLIED);
		assertThatExceptionOfType(PlanRefusedException.class)
			.isThrownBy(() -> this.plans.appliedByHand(JEAN_MOULIN, plan.id(), 2, ADMIN));
	}

	@Test
	void failedPlanThatWasBroughtInByHandIsSeenTo() {
		PlannedChange plan = plan(document("Louise-Michel", true));
		replace(document("Marie-Curie", true));
		due();
		this.plans.tick();
		assertThat(this.plans.failed(JEAN_MOULIN)).hasSize(1);
		replace(document("Louise-Michel", true));
		this.plans.appliedByHand(JEAN_MOULIN, plan.id(), 3, ADMIN);
		assertThat(this.plans.failed(JEAN_MOULIN)).isEmpty();
		assertThat(this.plans.get(JEAN_MOULIN, plan.id()).failure()).isNull();
	}

	@Test
	void cancelledPlanIsNeverApplied() {
		PlannedChange plan = plan(document("Louise-Michel", true));
		this.plans.cancel(JEAN_MOULIN, plan.id(), ADMIN);
		due();
		assertThat(this.plans.tick()).isZero();
		assertThat(name()).isEqualTo("Jean-Moulin");
		assertThat(this.plans.get(JEAN_MOULIN, plan.id()).settledBy()).isEqualTo("admin");
		assertThatExceptionOfType(PlanRefusedException.class)
			.isThrownBy(() -> this.plans.cancel(JEAN_MOULIN, plan.id(), ADMIN))
			.extracting(PlanRefusedException::reason)
			.isEqualTo(Cause.SETTLED);
	}

	@Test
	void planOfAnotherEstablishmentIsUnknown() {
		PlannedChange plan = plan(document("Louise-Michel", true));
		assertThatExceptionOfType(UnknownPlanException.class)
			.isThrownBy(() -> this.plans.cancel(new Uai("0330002B"), plan.id(), ADMIN));
		assertThatExceptionOfType(UnknownPlanException.class)
			.isThrownBy(() -> this.plans.document(new Uai("0330002B"), plan.id()));
	}

	@Test
	void planIsRefusedWhereItsDayOrItsDocumentIsWrong() {
		Instant now = this.clock.instant();
		refused(document("Louise-Michel", true), now, Cause.PAST);
		refused(document("Louise-Michel", true), now.plus(Duration.ofDays(800)), Cause.TOO_FAR);
		refused(document("Jean-Moulin", true), now.plus(A_WEEK), Cause.NOTHING_CHANGES);
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> plan(parse("{\"uai\":\"0330001A\"}")));
		replace(document("Marie-Curie", true));
		refused(document("Louise-Michel", true), now.plus(A_WEEK), Cause.CONFLICT);
		assertThat(this.plans.list(JEAN_MOULIN)).isEmpty();
	}

	@Test
	void plansThatWaitAreBounded() {
		for (int i = 0; i < Plans.MAX_WAITING; i++) {
			plan(document("Name " + i, true));
		}
		refused(document("Louise-Michel", true), this.clock.instant().plus(A_WEEK), Cause.TOO_MANY);
	}

	@Test
	void ofManyNodesExactlyOneAppliesAPlan() throws Exception {
		plan(document("Louise-Michel", true));
		due();
		int nodes = 8;
		CyclicBarrier start = new CyclicBarrier(nodes);
		List<Callable<Integer>> ticks = new ArrayList<>();
		for (int i = 0; i < nodes; i++) {
			Plans node = plans(node());
			ticks.add(() -> {
				start.await();
				return node.tick();
			});
		}
		assertThat(run(ticks)).containsOnlyOnce(1).containsOnly(0, 1);
		assertThat(this.establishments.current(JEAN_MOULIN).number()).isEqualTo(2);
		assertThat(trail()).containsOnlyOnce(AuditType.PLAN_APPLIED);
	}

	@Test
	void planIsEitherCancelledOrApplied() throws Exception {
		for (int i = 0; i < 10; i++) {
			PlannedChange plan = planUponCurrent("Name " + i);
			long before = this.establishments.current(JEAN_MOULIN).number();
			due();
			CyclicBarrier start = new CyclicBarrier(2);
			List<Integer> won = run(List.of(() -> {
				start.await();
				return this.plans.tick();
			}, () -> {
				start.await();
				return cancelled(plan) ? 1 : 0;
			}));
			assertThat(won.get(0) + won.get(1)).isEqualTo(1);
			assertThat(this.establishments.current(JEAN_MOULIN).number() - before).isEqualTo(won.get(0).longValue());
		}
	}

	private boolean cancelled(PlannedChange plan) {
		try {
			this.plans.cancel(JEAN_MOULIN, plan.id(), ADMIN);
			return true;
		}
		catch (PlanRefusedException ex) {
			return false;
		}
	}

	private PlannedChange planUponCurrent(String name) {
		return this.plans.plan(JEAN_MOULIN, this.establishments.current(JEAN_MOULIN).number(), document(name, true),
				this.clock.instant().plus(A_WEEK), CHANGE);
	}

	private void refused(ConfigurationDocument document, Instant at, Cause cause) {
		assertThatExceptionOfType(PlanRefusedException.class)
			.isThrownBy(() -> this.plans.plan(JEAN_MOULIN, 1, document, at, CHANGE))
			.extracting(PlanRefusedException::reason)
			.isEqualTo(cause);
	}

	private PlannedChange plan(ConfigurationDocument document) {
		return this.plans.plan(JEAN_MOULIN, 1, document, this.clock.instant().plus(A_WEEK), CHANGE);
	}

	private void due() {
		this.clock.move(A_WEEK);
	}

	private void replace(ConfigurationDocument document) {
		this.establishments.replace(JEAN_MOULIN, document, ExpectedVersion.ANY, false, new Change("other", null));
	}

	private String name() {
		return this.establishments.find(JEAN_MOULIN).orElseThrow().name();
	}

	/** Newest first. */
	private List<AuditType> trail() {
		this.audit.close();
		return this.audit.query(AuditQuery.of(JEAN_MOULIN)).entries().stream().map((entry) -> entry.type()).toList();
	}

	private static <T> List<T> run(List<Callable<T>> tasks) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(tasks.size());
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> result : executor.invokeAll(tasks)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			executor.shutdown();
		}
	}

	private static ConfigurationDocument document(String name, boolean published) {
		return parse("""
				{"uai": "0330001A", "name": "%s", "publicUrl": "https://0330001a.example.fr", "published": %s,
				"upstream": "http://127.0.0.1:9000",
				"delegations": [{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"}],
				"espaces": {"direction": {"delegations": ["atrium"]}}}""".formatted(name, published));
	}

	private static ConfigurationDocument elsewhere() {
		return parse(
				"""
						{"uai": "0330001A", "name": "Jean-Moulin", "publicUrl": "https://elsewhere.example.fr", "published": true,
						"upstream": "http://127.0.0.1:9000",
						"delegations": [{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"}],
						"espaces": {"direction": {"delegations": ["atrium"]}}}""");
	}

	private static ConfigurationDocument parse(String json) {
		return ConfigurationDocument.parse(json.getBytes(UTF_8), Format.JSON);
	}

}
