package fr.passerelle.tryit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The browser of this machine. Selenium would fetch one of its own; what is tested is
 * what is installed. Where nothing is, the tests say so.
 */
final class Chromium implements ExecutionCondition {

	private static final Path BROWSER = Path.of(System.getProperty("passerelle.chromium", "/usr/bin/chromium"));

	private static final Path DRIVER = Path.of(System.getProperty("passerelle.chromedriver", "/usr/bin/chromedriver"));

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		for (Path program : new Path[] { BROWSER, DRIVER }) {
			if (!Files.isExecutable(program)) {
				return ConditionEvaluationResult.disabled(("%s is not installed: no test in a browser was run "
						+ "(Debian: apt-get install chromium chromium-driver)")
					.formatted(program));
			}
		}
		return ConditionEvaluationResult.enabled(BROWSER + " is installed");
	}

	static ChromeDriver start(Path profiles) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BROWSER.toFile());
		// Sites of tests have certificates that nobody vouches for.
		options.setAcceptInsecureCerts(true);
		// A build may run as root and without a network, where neither the sandbox nor
		// the calls home work.
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--force-prefers-reduced-motion", "--accept-lang=fr-FR,fr",
				"--host-resolver-rules=MAP *.test 127.0.0.1, MAP *.example 127.0.0.1",
				"--user-data-dir=" + newProfile(profiles));
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			.usingAnyFreePort()
			.build();
		return new ChromeDriver(service, options);
	}

	private static Path newProfile(Path profiles) {
		try {
			return Files.createTempDirectory(Files.createDirectories(profiles.toAbsolutePath()), "profile-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
