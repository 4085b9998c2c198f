package fr.passerelle.tryit.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * axe-core, asked on the page itself. Its Selenium binding opens a window of its own for
 * each analysis, for frames of other origins: a second, where the analysis takes a
 * quarter. Nothing here has frames.
 */
final class Axe {

	private static final String SCRIPT = script();

	/**
	 * On every page, uncompiled until it is called: sent anew to each page, the script
	 * would cost as much time as the analysis.
	 */
	private static final String PRELOADED = "window.loadAxe = () => { delete window.loadAxe; %s\n}".formatted(SCRIPT);

	private static final String LOAD = "if (window.loadAxe) { loadAxe(); } return 'axe' in window";

	private static final String RUN = """
			const [done] = arguments;
			axe.run(document, { resultTypes: ['violations'] })
				.then((found) => done(found.violations.map((rule) => rule.id + ' (' + rule.help + '): '
					+ rule.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; '))),
					(failure) => done(['axe failed: ' + failure]));
			""";

	private final ChromeDriver driver;

	Axe(ChromeDriver driver) {
		this.driver = driver;
		driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", PRELOADED));
	}

	/** What it finds on the page as it stands. */
	List<String> faults() {
		if (!Boolean.TRUE.equals(this.driver.executeScript(LOAD))) {
			// The page does not run scripts of its own.
			this.driver.executeScript(SCRIPT);
		}
		Object found = Objects.requireNonNull(this.driver.executeAsyncScript(RUN));
		return ((List<?>) found).stream().map(String::valueOf).toList();
	}

	private static String script() {
		try (InputStream in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
