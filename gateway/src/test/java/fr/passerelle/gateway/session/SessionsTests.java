package fr.passerelle.gateway.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsTests {

	private static final Uai HERE = new Uai("0330001A");

	private static final Visitor MARIE = new Visitor("mdupont", "Marie Dupont", Set.of(Profile.TUT),
			Set.of(EspaceKey.PARENT));

	private static final SignInOrigin PHONE = new SignInOrigin("203.0.113.9", Device.MOBILE);

	private final MovableClock clock = new MovableClock();

	private final Sessions sessions = store();

	@Test
	void aSessionOpensItsEspaceOfItsEstablishmentOnly() {
		String secret = open("ST-1");
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNotNull();
		assertThat(this.sessions.find(secret, HERE, EspaceKey.ELEVE)).isNull();
		assertThat(this.sessions.find(secret, new Uai("0750002B"), EspaceKey.PARENT)).isNull();
		assertThat(this.sessions.find("x".repeat(32), HERE, EspaceKey.PARENT)).isNull();
		assertThat(this.sessions.find("x".repeat(9999), HERE, EspaceKey.PARENT)).isNull();
		assertThat(this.sessions.find(null, HERE, EspaceKey.PARENT)).isNull();
	}

	@Test
	void aSessionIsOpenUntilAnyOfItsEndsAndLookingIsNoUse() {
		GatewaySession idle = find(open("ST-1"));
		GatewaySession ended = find(open("ST-2"));
		GatewaySession signedOut = find(open("ST-3"));
		assertThat(List.of(idle, ended, signedOut)).allMatch(this.sessions::isOpen);
		this.sessions.end(ended);
		this.sessions.endByTicket(HERE, EspaceKey.PARENT, "ST-3");
		assertThat(this.sessions.isOpen(ended)).isFalse();
		assertThat(this.sessions.isOpen(signedOut)).isFalse();
		this.clock.move(Duration.ofMinutes(59));
		assertThat(this.sessions.isOpen(idle)).isTrue();
		this.clock.move(Duration.ofMinutes(2));
		assertThat(this.sessions.isOpen(idle)).isFalse();
	}

	@Test
	void aSessionInUseIsOpenUntilItsAgeEndsIt() {
		GatewaySession session = find(open("ST-1"));
		for (int i = 0; i < 24; i++) {
			assertThat(this.sessions.isOpen(session)).isTrue();
			this.clock.move(Duration.ofMinutes(30));
			this.sessions.use(session);
		}
		this.clock.move(Duration.ofMinutes(1));
		this.sessions.use(session);
		assertThat(this.sessions.isOpen(session)).isFalse();
	}

	private GatewaySession find(String secret) {
		GatewaySession session = this.sessions.find(secret, HERE, EspaceKey.PARENT);
		assertThat(session).isNotNull();
		return session;
	}

	@Test
	void theSecretIsNowhereInTheStore() {
		Sessions.Opened opened = this.sessions.open(HERE, EspaceKey.PARENT, MARIE, "atrium", "ST-1", PHONE);
		assertThat(opened.session().toString()).doesNotContain(opened.secret()).doesNotContain("ST-1");
		assertThat(opened).asString().doesNotContain(opened.secret());
	}

	@Test
	void anIdleSessionEndsAndItsTicketIsForgotten() {
		String secret = open("ST-1");
		this.clock.move(Duration.ofMinutes(59));
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNotNull();
		this.clock.move(Duration.ofMinutes(59));
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNotNull();
		this.clock.move(Duration.ofMinutes(61));
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNull();
		open("ST-2");
		assertThat(this.sessions.ticketCount()).isEqualTo(1);
	}

	@Test
	void aSessionInUseEndsAtItsGreatestAge() {
		String secret = open("ST-1");
		for (int i = 0; i < 14; i++) {
			this.clock.move(Duration.ofMinutes(50));
			this.sessions.find(secret, HERE, EspaceKey.PARENT);
		}
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNotNull();
		this.clock.move(Duration.ofMinutes(50));
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNull();
		assertThat(this.sessions.ticketCount()).isZero();
	}

	@Test
	void aTicketEndsTheSessionItOpenedAndOnlyThatOne() {
		String first = open("ST-1");
		String second = open("ST-2");
		assertThat(this.sessions.endByTicket(new Uai("0750002B"), EspaceKey.PARENT, "ST-1")).isEmpty();
		assertThat(this.sessions.endByTicket(HERE, EspaceKey.PARENT, "ST-1")).hasSize(1);
		assertThat(this.sessions.endByTicket(HERE, EspaceKey.PARENT, "ST-1")).isEmpty();
		assertThat(this.sessions.find(first, HERE, EspaceKey.PARENT)).isNull();
		assertThat(this.sessions.find(second, HERE, EspaceKey.PARENT)).isNotNull();
	}

	@Test
	void endByTicketWhenPostedElsewhereThenTheSessionEnds() {
		open("ST-1");
		assertThat(this.sessions.endByTicket(HERE, EspaceKey.ELEVE, "ST-1")).hasSize(1);
		open("ST-1");
		assertThat(this.sessions.endByTicket(HERE, null, "ST-1")).hasSize(1);
	}

	@Test
	void endByTicketWhenTwoEntsChoseTheSameThenTheAddressTellsWhichOneSpeaks() {
		String parent = open("ST-1");
		String pupil = this.sessions.open(HERE, EspaceKey.ELEVE, MARIE, "littoral", "ST-1", PHONE).secret();
		assertThat(this.sessions.endByTicket(HERE, EspaceKey.ELEVE, "ST-1")).hasSize(1);
		assertThat(this.sessions.find(pupil, HERE, EspaceKey.ELEVE)).isNull();
		assertThat(this.sessions.find(parent, HERE, EspaceKey.PARENT)).isNotNull();
		assertThat(this.sessions.endByTicket(HERE, null, "ST-1")).hasSize(1);
		assertThat(this.sessions.find(parent, HERE, EspaceKey.PARENT)).isNull();
	}

	@Test
	void moreSessionsThanTheBoundEndTheOldest() {
		Sessions small = new Sessions(
				new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 10), this.clock);
		for (int i = 0; i < 100; i++) {
			small.open(HERE, EspaceKey.PARENT, MARIE, "atrium", "ST-" + i, PHONE);
		}
		assertThat(small.count()).isLessThanOrEqualTo(10);
		assertThat(small.ticketCount()).isEqualTo((int) small.count());
	}

	@Test
	void openWhenThereIsNoRoomThenTheSessionUnusedForLongestEnds() {
		Sessions small = new Sessions(
				new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 100), this.clock);
		List<String> secrets = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			secrets.add(small.open(HERE, EspaceKey.PARENT, person(i), "atrium", "ST-" + i, PHONE).secret());
			this.clock.move(Duration.ofSeconds(1));
		}
		for (int turn = 0; turn < 5; turn++) {
			secrets.subList(0, 50).forEach((secret) -> small.find(secret, HERE, EspaceKey.PARENT));
			this.clock.move(Duration.ofSeconds(1));
		}
		for (int i = 100; i < 150; i++) {
			secrets.add(small.open(HERE, EspaceKey.PARENT, person(i), "atrium", "ST-" + i, PHONE).secret());
		}
		List<String> open = secrets.stream()
			.filter((secret) -> small.find(secret, HERE, EspaceKey.PARENT) != null)
			.toList();

		assertThat(open).hasSize(100).containsAll(secrets.subList(0, 50)).containsAll(secrets.subList(100, 150));
	}

	@Test
	void openWhenOnePersonSignsInAgainAndAgainThenNoOtherPersonIsSignedOut() {
		Sessions small = new Sessions(
				new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 100), this.clock);
		List<String> secrets = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			secrets.add(small.open(HERE, EspaceKey.PARENT, person(i), "atrium", "ST-" + i, PHONE).secret());
			this.clock.move(Duration.ofSeconds(1));
		}
		for (int i = 0; i < 1000; i++) {
			small.open(HERE, EspaceKey.PARENT, MARIE, "atrium", "ST-again-" + i, PHONE);
			this.clock.move(Duration.ofMillis(1));
		}

		assertThat(secrets).allMatch((secret) -> small.find(secret, HERE, EspaceKey.PARENT) != null);
		assertThat(small.count()).isEqualTo(100);
	}

	private static Visitor person(int number) {
		return new Visitor("person" + number, "Person " + number, Set.of(Profile.TUT), Set.of(EspaceKey.PARENT));
	}

	@Test
	void sessionsSurviveAGracefulRestartWithTheirTicketsAndTheirIdleTime(@TempDir Path data) {
		String secret = open("ST-1");
		String idle = open("ST-2");
		this.clock.move(Duration.ofMinutes(50));
		this.sessions.find(secret, HERE, EspaceKey.PARENT);
		new SessionFile(data, this.sessions).stop();
		this.clock.move(Duration.ofMinutes(20));
		Sessions next = store();
		new SessionFile(data, next).start();
		GatewaySession kept = next.find(secret, HERE, EspaceKey.PARENT);
		assertThat(kept).isNotNull();
		assertThat(kept.visitor()).isEqualTo(MARIE);
		assertThat(kept.origin()).isEqualTo(PHONE);
		assertThat(next.count(HERE, SessionFilter.ALL)).isEqualTo(1);
		assertThat(next.find(idle, HERE, EspaceKey.PARENT)).isNull();
		assertThat(next.endByTicket(HERE, EspaceKey.PARENT, "ST-1")).hasSize(1);
		assertThat(data.resolve("sessions.json")).doesNotExist();
	}

	@Test
	void aFileOfAnEarlierReleaseIsReadWithoutWhatItDidNotKeep(@TempDir Path data) throws IOException {
		String secret = open("ST-1");
		new SessionFile(data, this.sessions).stop();
		Path file = data.resolve("sessions.json");
		String written = Files.readString(file);
		assertThat(written).contains("\"origin\"");
		Files.writeString(file, written.replaceFirst(",\"origin\":\\{[^}]*}", ""));
		Sessions next = store();
		new SessionFile(data, next).start();
		GatewaySession kept = next.find(secret, HERE, EspaceKey.PARENT);
		assertThat(kept).isNotNull();
		assertThat(kept.origin()).isNull();
	}

	@Test
	void aBrokenFileOpensNothingAndStopsNothing(@TempDir Path data) throws IOException {
		Files.writeString(data.resolve("sessions.json"), "[{\"session\":");
		new SessionFile(data, this.sessions).start();
		assertThat(this.sessions.count()).isZero();
	}

	@Test
	void theFileIsForItsOwnerAloneAndHoldsNoSecret(@TempDir Path data) throws IOException {
		String secret = open("ST-canary-1");
		new SessionFile(data, this.sessions).stop();
		Path file = data.resolve("sessions.json");
		assertThat(Files.readString(file)).doesNotContain(secret).doesNotContain("ST-canary-1");
		assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
	}

	@Test
	void aPersonInSeveralEspacesIsCountedOnceAndOnlyWhereAsked() {
		Visitor paul = new Visitor("paul", "Paul Dupré", Set.of(Profile.TUT), Set.of());
		this.sessions.open(HERE, EspaceKey.PARENT, MARIE, "atrium", null, PHONE);
		this.sessions.open(HERE, EspaceKey.PARENT, MARIE, "atrium", null, PHONE);
		this.sessions.open(HERE, EspaceKey.ELEVE, MARIE, "atrium", null, PHONE);
		this.sessions.open(HERE, EspaceKey.ELEVE, paul, "direct", null, PHONE);
		List<EspaceKey> both = List.of(EspaceKey.PARENT, EspaceKey.ELEVE);
		assertThat(this.sessions.people(HERE, both, null)).isEqualTo(2);
		assertThat(this.sessions.people(HERE, both, "atrium")).isEqualTo(1);
		assertThat(this.sessions.people(HERE, List.of(EspaceKey.PARENT), null)).isEqualTo(1);
		assertThat(this.sessions.people(HERE, List.of(EspaceKey.DIRECTION), null)).isZero();
	}

	private String open(String ticket) {
		return this.sessions.open(HERE, EspaceKey.PARENT, MARIE, "atrium", ticket, PHONE).secret();
	}

	private Sessions store() {
		return new Sessions(new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 1000),
				this.clock);
	}

	@Test
	void sessionsWithMoreNamesThanATicketTakeTheirShareOfTheHeap() {
		int each = HeapShare.SESSIONS.bytesEach();
		Sessions small = new Sessions(
				new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 1000), 10L * each,
				this.clock);
		for (int i = 0; i < 30; i++) {
			small.openThrough(HERE, EspaceKey.PARENT, person(i), "idp",
					new EntSession("n" + i, List.of("i" + i), "m".repeat(300)), PHONE);
		}
		assertThat(small.count()).isEqualTo(4);
		assertThat(small.ticketCount()).isEqualTo(8);
		for (int i = 0; i < 30; i++) {
			small.open(HERE, EspaceKey.PARENT, person(i), "atrium", "ST-" + i, PHONE);
		}
		assertThat(small.count()).isEqualTo(30);
	}

}
