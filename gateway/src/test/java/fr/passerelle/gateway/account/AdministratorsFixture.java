package fr.passerelle.gateway.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.http.Together;
import fr.passerelle.gateway.store.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Administrators in an empty store, with the journal and a clock of the test's own.
 */
abstract class AdministratorsFixture {

	final MovableClock clock = new MovableClock();

	@SuppressWarnings("NullAway.Init")
	AdminWorld world;

	final TestDatabase database;

	AdministratorsFixture(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void start() {
		AdminWorld.empty(this.database);
		this.world = node();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	/** Another node, with the same store. */
	AdminWorld node() {
		return new AdminWorld(this.database, this.clock, "of the settings", false);
	}

	static void assertRefused(Reason reason, ThrowingCallable call) {
		assertThatExceptionOfType(AccountRefusedException.class).isThrownBy(call)
			.extracting(AccountRefusedException::reason)
			.isEqualTo(reason);
	}

	static AccountChange lock() {
		return new AccountChange(null, null, null, true);
	}

	static AccountChange grant(Grant grant) {
		return new AccountChange(null, null, grant, null);
	}

	/** What an actor did, oldest first, once the journal has this many entries of it. */
	List<AuditEntry> journal(Actor actor, int entries) {
		AuditQuery question = AuditQuery.of(null).byPerson(actor.name());
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.world.trail.query(question).entries()).hasSize(entries));
		List<AuditEntry> found = new ArrayList<>(this.world.trail.query(question).entries());
		Collections.reverse(found);
		return found;
	}

	/** Whether a change was not refused. */
	static boolean tries(Runnable change) {
		try {
			change.run();
			return true;
		}
		catch (AccountRefusedException ex) {
			return false;
		}
	}

	/** Makes the calls, each on a thread of its own; they begin at the same moment. */
	static <T> List<T> atOnce(List<Supplier<T>> calls) {
		return Together.run(calls.size(), (number) -> calls.get(number).get());
	}

}
