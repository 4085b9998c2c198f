package fr.passerelle.tryit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.tryit.Administration;
import fr.passerelle.tryit.Options;
import fr.passerelle.tryit.Running;
import fr.passerelle.tryit.TryIt;
import org.jspecify.annotations.Nullable;

/**
 * The trial under test and its browser, one for all tests. Each test gets it as if new.
 */
final class Trial implements AutoCloseable {

	/** Wrong passwords that suspend an address. */
	static final int ATTEMPTS = 5;

	private static final String JSON = "application/json";

	private final Running running = TryIt.start(Options.anywhere(Path.of("target", "try-it-data"))
		.withSetting("--passerelle.ent.timeout=3s")
		.withSetting("--passerelle.direct-login.attempts=" + ATTEMPTS));

	private @Nullable Browser browser;

	private @Nullable Furnishing furnishing;

	private @Nullable ThreeWays threeWays;

	/** A browser that knows nothing, and ENTs where nobody is signed in. */
	Browser browser(Screen screen) {
		horizon().resetAll();
		littoral().resetAll();
		Browser there = this.browser;
		if (there == null) {
			there = new Browser(screen);
			this.browser = there;
		}
		there.startAfresh(screen);
		return there;
	}

	/**
	 * What a console shows that has been used, by a parent who is connected among others.
	 */
	Furnishing furnished(Browser browser) {
		Furnishing there = this.furnishing;
		if (there == null) {
			there = Furnishing.of(this, browser);
			this.furnishing = there;
		}
		there.connect(browser);
		return there;
	}

	/** A school with three protocols; the first who asks for it opens it. */
	ThreeWays threeWays() {
		ThreeWays there = this.threeWays;
		if (there == null) {
			there = new ThreeWays(this.running);
			this.threeWays = there;
		}
		return there;
	}

	URI college(String path) {
		return this.running.college(path);
	}

	URI lycee(String path) {
		return this.running.lycee(path);
	}

	MockCasServer horizon() {
		return this.running.horizon();
	}

	MockCasServer littoral() {
		return this.running.littoral();
	}

	Running running() {
		return this.running;
	}

	/** Changes one Espace of the collège, as an administrator does. */
	void patchEspace(String key, String change) {
		api().send("PATCH", "establishments/%s/espaces/%s".formatted(Running.COLLEGE, key), JSON, change);
	}

	/** Stops and restarts the collège's publication. */
	void publish(boolean published, String reason) {
		api().send("PUT", "establishments/%s/publication".formatted(Running.COLLEGE), JSON,
				"{\"published\": %s, \"reason\": \"%s\"}".formatted(published, reason));
	}

	/** How people of the collège's ENTs are recognised from now on. */
	void recognise(String recognition) {
		try {
			String document = Files.readString(this.running.folder().resolve("establishments/college.yaml"));
			api().send("PUT", "establishments/%s/configuration".formatted(Running.COLLEGE), "application/yaml",
					document.replace("recognition: [PROFILE]", "recognition: [" + recognition + "]"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Lets this machine sign in again. */
	void releaseSuspension() {
		api().send("DELETE", "suspensions/127.0.0.1", JSON, "");
	}

	@Override
	public void close() {
		if (this.browser != null) {
			this.browser.close();
		}
		if (this.threeWays != null) {
			this.threeWays.close();
		}
		this.running.close();
	}

	private Administration api() {
		return this.running.administration();
	}

}
