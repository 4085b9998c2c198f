package fr.passerelle.gateway.acceptance;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing has to be stopped to be changed.
 */
class SwitchingAcceptanceTests extends Acceptance {

	private static final int SWITCHES = 100;

	/** Each on pages of another Espace than the one that is switched. */
	private static final List<String> PAGES = List.of("/pronote/eleve.html", "/pronote/cahier/textes",
			"/pronote/professeur.html", "/pronote/viescolaire.html");

	@Test
	void aDelegationIsSwitchedAHundredTimesUnderLoadAndNoRequestFails() throws Exception {
		List<TestBrowser> visitors = new ArrayList<>();
		for (String page : PAGES) {
			TestBrowser visitor = new TestBrowser();
			signIn(visitor, page);
			visitors.add(visitor);
		}
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		visitors.add(this.browser);
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger answered = new AtomicInteger();
		List<String> failures = new ArrayList<>();
		ExecutorService load = Executors.newFixedThreadPool(visitors.size());
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < visitors.size(); i++) {
				TestBrowser visitor = visitors.get(i);
				String page = (i < PAGES.size()) ? PAGES.get(i) : "/pronote/parent.html";
				running.add(load.submit(() -> visit(visitor, page, over, answered, failures)));
			}
			for (int i = 0; i < SWITCHES; i++) {
				switchTo((i % 2 == 0) ? "littoral" : "horizon");
			}
			over.set(true);
			for (Future<?> one : running) {
				one.get();
			}
		}
		finally {
			load.shutdownNow();
		}
		assertThat(failures).isEmpty();
		assertThat(answered.get()).isGreaterThan(SWITCHES);
		assertThat(this.browser.get(college("/pronote/parent.html")).isEcho().status()).isEqualTo(200);
		new TestBrowser().get(college("/pronote/parent.html")).isRedirectStarting(this.world.horizon.url());
	}

	@Test
	void aStoppedSchoolSaysWhenItOpensAndOpensByItself() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		OffsetDateTime later = OffsetDateTime.now(ZoneOffset.UTC).plusYears(1).withNano(0);
		publication("{\"published\": false, \"reason\": \"Travaux\", \"reopensAt\": \"" + later + "\"}", 200);
		Reply closed = this.browser.get(college("/pronote/parent.html")).isRefused(ErrorCode.ESPACE_CLOSED);
		assertThat(closed.body()).contains("Travaux", "La réouverture est prévue le");
		assertThat(Long.parseLong(closed.header("Retry-After"))).isBetween(31_000_000L, 31_700_000L);
		assertThat(new TestBrowser().get(college("/pronote/parent.html"), "Accept", "application/json").body())
			.contains("\"reopensAt\"");

		OffsetDateTime soon = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(6);
		publication("{\"published\": false, \"reopensAt\": \"" + soon + "\"}", 200);
		Reply reply = this.browser.get(college("/pronote/parent.html"));
		for (int i = 0; i < 100_000 && reply.status() == 503; i++) {
			reply = this.browser.get(college("/pronote/parent.html"));
		}
		reply.isEcho();
		assertThat(this.world.admin("GET", "/establishments/0330001A/configuration/versions?size=1", null).body())
			.contains("\"Passerelle\"", "Réouverture automatique");
	}

	private void publication(String json, int status) {
		Reply reply = this.world.admin("PUT", "/establishments/0330001A/publication", json, "Content-Type",
				"application/json");
		assertThat(reply.status()).as(reply.body()).isEqualTo(status);
	}

	private void visit(TestBrowser visitor, String page, AtomicBoolean over, AtomicInteger answered,
			List<String> failures) {
		do {
			Reply reply = visitor.get(college(page));
			if (reply.status() == 200) {
				answered.incrementAndGet();
			}
			else {
				synchronized (failures) {
					failures.add(page + ": " + reply.status());
				}
			}
		}
		while (!over.get());
	}

	private void switchTo(String delegation) {
		Reply reply = this.world.admin("PATCH", "/establishments/0330001A/espaces",
				"{\"parent\": {\"delegations\": [\"" + delegation + "\"]}}", "Content-Type", "application/json");
		assertThat(reply.status()).as(reply.body()).isEqualTo(200);
	}

	private void signIn(TestBrowser visitor, String page) {
		switch (page) {
			case "/pronote/professeur.html" -> visitor.signIn(college(page), "pmartin").isEcho();
			case "/pronote/viescolaire.html" -> visitor.signIn(college(page), "nmoreau").isEcho();
			default ->
				visitor
					.signInAt(
							visitor
								.follow(visitor.post(college("/pronote/eleve.html"), "passerelle-delegation=horizon")),
							"ldupont")
					.isEcho();
		}
	}

}
