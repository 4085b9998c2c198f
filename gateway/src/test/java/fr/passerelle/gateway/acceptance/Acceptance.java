package fr.passerelle.gateway.acceptance;

import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.BeforeEach;

/** What every acceptance test stands on. */
abstract class Acceptance {

	final World world = World.shared();

	final TestBrowser browser = new TestBrowser();

	@BeforeEach
	void putTheWorldInOrder() {
		this.world.reset();
	}

	String college(String path) {
		return this.world.college + path;
	}

	String lycee(String path) {
		return this.world.lycee + path;
	}

	/** The horizon ENT's login link for a page of the collège. */
	String loginFor(String path) {
		return this.world.horizon.url() + "/login?service=" + TestBrowser.encode(college(path));
	}

}
