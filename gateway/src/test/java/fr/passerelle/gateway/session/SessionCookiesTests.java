package fr.passerelle.gateway.session;

import java.time.Duration;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A browser that signs in to an Espace that it is in already. */
class SessionCookiesTests {

	private final MovableClock clock = new MovableClock();

	private final Sessions sessions = new Sessions(
			new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 1000), this.clock);

	private final SessionCookies cookies = new SessionCookies(this.sessions);

	private final Establishment college = TestEstablishments.college();

	private Sessions.Opened open(String user) {
		return this.sessions.open(this.college.uai(), EspaceKey.PARENT,
				new Visitor(user, user, Set.of(Profile.TUT), Set.of(EspaceKey.PARENT)), "atrium", "ST-" + user,
				new SignInOrigin("192.0.2.7", Device.COMPUTER));
	}

	private static FakeRequest with(Sessions.Opened before) {
		return FakeRequest.get("/pronote/parent.html").cookie("__Host-passerelle-s-parent", before.secret());
	}

	@Test
	void anotherPersonsSignInEndsTheSessionThatTheBrowserHad() {
		Sessions.Opened before = open("mdupont");
		Sessions.Opened now = open("ldurand");
		this.cookies.replace(with(before), this.college, now.session());
		assertThat(this.sessions.isOpen(before.session())).isFalse();
		assertThat(this.sessions.isOpen(now.session())).isTrue();
	}

	@Test
	void theSamePersonsLaterSignInEndsItTooAndTabsOpenedAtOnceDoNot() {
		Sessions.Opened before = open("mdupont");
		this.cookies.replace(with(before), this.college, open("mdupont").session());
		assertThat(this.sessions.isOpen(before.session())).isTrue();
		this.clock.move(Duration.ofMinutes(2));
		this.cookies.replace(with(before), this.college, open("mdupont").session());
		assertThat(this.sessions.isOpen(before.session())).isFalse();
	}

	@Test
	void aBrowserWithoutSessionEndsNobodys() {
		Sessions.Opened other = open("mdupont");
		this.cookies.replace(FakeRequest.get("/pronote/parent.html"), this.college, open("ldurand").session());
		assertThat(this.sessions.isOpen(other.session())).isTrue();
	}

}
