package fr.passerelle.gateway.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.FaultOrder;
import fr.passerelle.mockcas.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntFaultsAcceptanceTests extends Acceptance {

	@ParameterizedTest
	@CsvSource({ "late,ENT_TIMEOUT", "drip,ENT_TIMEOUT", "500,ENT_ANSWER_INVALID", "HTML,ENT_ANSWER_INVALID",
			"empty,ENT_ANSWER_INVALID", "truncated,ENT_ANSWER_INVALID", "endless,ENT_ANSWER_INVALID",
			"DOCTYPE,ENT_ANSWER_INVALID", "redirect,ENT_ANSWER_INVALID" })
	void everyFaultIsNamedAndTheWayOnIsOffered(String fault, ErrorCode code) {
		this.world.horizon.inject(Fault.of(fault));
		Reply reply = this.browser.signIn(college("/pronote/parent.html?x=1"), "mdupont");
		reply.isRefused(code);
		assertThat(reply.body()).contains("/pronote/parent.html?x=1", "login=true", "ENT Horizon")
			.doesNotContain("ST-");
		assertThat(this.world.horizon.validations()).hasSize(1);
		this.world.horizon.clearFaults();
		this.browser.signIn(college("/pronote/parent.html?x=1"), "mdupont").isEcho();
	}

	@Test
	void aConnectionThatIsDroppedIsNotTriedASecondTime() {
		this.world.horizon.inject(FaultOrder.of(Fault.of("drop")));
		Reply reply = this.browser.signIn(college("/pronote/parent.html"), "mdupont");
		assertThat(reply.header("Passerelle-Error")).isIn("ENT_UNREACHABLE", "ENT_ANSWER_INVALID");
		assertThat(this.world.horizon.validations()).as("another ticket, where a kept connection was dropped")
			.hasSizeBetween(1, 2)
			.extracting(RecordedRequest::ticket)
			.doesNotHaveDuplicates();
	}

	@Test
	void aRefusalOnceIsStartedOverUnseen() {
		this.world.horizon.inject(FaultOrder.of(Fault.of("refused")).times(1));
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		assertThat(this.world.horizon.validations()).hasSize(2);
	}

	@Test
	void aRefusalTwiceIsShown() {
		this.world.horizon.inject(FaultOrder.of(Fault.of("refused")));
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isRefused(ErrorCode.TICKET_REFUSED);
		assertThat(this.world.horizon.validations()).hasSize(2);
	}

	@Test
	void aWrongServiceIsARefusal() {
		this.world.horizon.inject(FaultOrder.of(Fault.of("wrong-service")));
		Reply reply = this.browser.signIn(college("/pronote/parent.html"), "mdupont");
		assertThat(reply.header("Passerelle-Error")).isIn("TICKET_REFUSED", "ENT_ANSWER_INVALID");
	}

	@Test
	void aSamlAnswerOutOfItsTimeOrForAnotherServiceOpensNothing() {
		for (String fault : List.of("wrong-clock", "wrong-service")) {
			this.world.horizon.inject(FaultOrder.of(Fault.of(fault)));
			TestBrowser visitor = new TestBrowser();
			Reply reply = visitor.signIn(college("/pronote/viescolaire.html"), "nmoreau");
			assertThat(reply.header("Passerelle-Error")).as(fault).isIn("TICKET_REFUSED", "ENT_ANSWER_INVALID");
			this.world.horizon.clearFaults();
		}
		new TestBrowser().signIn(college("/pronote/viescolaire.html"), "nmoreau").isEcho();
	}

	@Test
	void anEntThatListensNowhereIsUnreachable() {
		this.world.put(World.COLLEGE_UAI, this.world.collegeDocument()
			.replace(
					"id: horizon, label: ENT Horizon, protocol: CAS, cas: { serverUrl: \"" + this.world.horizon.url()
							+ "\"",
					"id: horizon, label: ENT Horizon, protocol: CAS, cas: { serverUrl: \"http://127.0.0.1:1/cas\""));
		this.browser.get(college("/pronote/parent.html"));
		this.browser.get(college("/pronote/parent.html?ticket=ST-1")).isRefused(ErrorCode.ENT_UNREACHABLE);
	}

	@Test
	void anEntThatHangsStopsNeitherTheOthersNorThePeopleInside() throws Exception {
		TestBrowser inside = new TestBrowser();
		inside.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		this.world.horizon.inject(FaultOrder.of(Fault.of("late")).lasting(Duration.ofSeconds(20)));
		ExecutorService threads = Executors.newFixedThreadPool(60);
		List<CompletableFuture<Reply>> stuck = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			TestBrowser visitor = new TestBrowser();
			visitor.get(college("/pronote/parent.html"));
			stuck.add(CompletableFuture.supplyAsync(() -> visitor.get(college("/pronote/parent.html?ticket=ST-stuck")),
					threads));
		}
		for (int i = 0; i < 10; i++) {
			inside.get(college("/pronote/parent.html?i=" + i)).isEcho();
		}
		TestBrowser other = new TestBrowser();
		Reply ent = other.follow(other.post(college("/pronote/eleve.html"), "passerelle-delegation=littoral"));
		other.signInAt(ent, "ldupont").isEcho();
		assertThat(stuck.stream().filter((reply) -> !reply.isDone()).count()).as("still held by the hanging ENT")
			.isPositive();
		List<String> codes = stuck.stream().map((reply) -> reply.join().header("Passerelle-Error")).toList();
		assertThat(codes).containsOnly("ENT_TIMEOUT", "ENT_UNREACHABLE").contains("ENT_TIMEOUT", "ENT_UNREACHABLE");
		threads.shutdownNow();
	}

}
