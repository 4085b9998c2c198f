package fr.passerelle.tryit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person at a browser: opens, reads, clicks, types. Waits for pages, never for a while.
 */
final class Browser implements AutoCloseable {

	/** Long for a busy machine; what never comes fails by it. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** Selenium's own half second would be lost at most steps. */
	private static final Duration GLANCE = Duration.ofMillis(50);

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	/** A picture of each page takes as long as a third of all that is looked at. */
	private static final boolean PICTURES = Boolean.getBoolean("passerelle.screenshots");

	private static final int MOST_TABS = 30;

	private static final String WIDE = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";

	private final ChromeDriver driver;

	private final Axe axe;

	private Screen screen;

	Browser(Screen screen) {
		this.driver = Chromium.start(Path.of("target", "chromium"));
		this.axe = new Axe(this.driver);
		this.screen = screen;
		show(screen);
	}

	/** As if just installed, in French, on a screen of another size. */
	void startAfresh(Screen other) {
		this.screen = other;
		show(other);
		startAfresh();
	}

	/** As if just installed, in French. */
	void startAfresh() {
		scripts(true);
		this.driver.get("about:blank");
		this.driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
		this.driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
		speak("fr-FR,fr");
		dark(false);
	}

	/** Forgets the cookies and stays where it is. */
	void forgetCookies() {
		this.driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
	}

	/** Prefers other languages from now on. */
	void speak(String languages) {
		Object userAgent = Objects.requireNonNull(this.driver.executeScript("return navigator.userAgent"));
		this.driver.executeCdpCommand("Emulation.setUserAgentOverride",
				Map.of("userAgent", userAgent, "acceptLanguage", languages));
	}

	/** Switches JavaScript off, or on again. */
	void scripts(boolean on) {
		this.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
	}

	Browser open(URI address) {
		this.driver.get(address.toString());
		return this;
	}

	Browser reload() {
		this.driver.navigate().refresh();
		return this;
	}

	String url() {
		return Objects.requireNonNull(this.driver.getCurrentUrl());
	}

	String title() {
		return plain(Objects.requireNonNull(this.driver.getTitle()));
	}

	/** Waits for the page of this heading. */
	Browser awaitHeading(String heading) {
		await("the heading '%s'".formatted(heading), () -> text("h1").equals(heading));
		return this;
	}

	Browser await(String what, BooleanSupplier condition) {
		new WebDriverWait(this.driver, PATIENCE, GLANCE).withMessage(() -> what + " at " + url() + ": " + text("body"))
			.ignoring(WebDriverException.class)
			.until((ignored) -> condition.getAsBoolean());
		return this;
	}

	/**
	 * What stands there, with plain blanks and hyphens for the ones that do not break a
	 * line.
	 */
	String text(String css) {
		return plain(find(css).getText());
	}

	String attribute(String css, String name) {
		String value = find(css).getDomAttribute(name);
		return (value != null) ? value : "";
	}

	boolean has(String css) {
		return this.driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
	}

	List<String> texts(String css) {
		return this.driver.findElements(By.cssSelector(css))
			.stream()
			.filter(WebElement::isDisplayed)
			.map((element) -> plain(element.getText()))
			.toList();
	}

	Browser click(String css) {
		find(css).click();
		return this;
	}

	/** Follows the link of this text. */
	Browser follow(String text) {
		this.driver.findElements(By.partialLinkText(text))
			.stream()
			.filter(WebElement::isDisplayed)
			.findFirst()
			.orElseThrow(() -> new AssertionError("no link '%s' at %s: %s".formatted(text, url(), text("body"))))
			.click();
		return this;
	}

	Browser type(String css, String text) {
		WebElement field = find(css);
		field.clear();
		field.sendKeys(text);
		return this;
	}

	/** Presses the button of this text. */
	Browser push(String words) {
		this.driver.findElements(By.cssSelector("button:not(.visually-hidden), a.button"))
			.stream()
			.filter(WebElement::isDisplayed)
			.filter((button) -> plain(button.getText()).strip().equals(words))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no button '%s' at %s: %s".formatted(words, url(), text("body"))))
			.click();
		return this;
	}

	/** Puts a value into a field that is typed in another way in each country. */
	Browser set(String css, String value) {
		this.driver.executeScript("arguments[0].value = arguments[1]", find(css), value);
		return this;
	}

	/** What a field holds. */
	String value(String css) {
		return Objects.requireNonNullElse(find(css).getDomProperty("value"), "");
	}

	/** Picks an entry of a drop-down by its value. */
	Browser choose(String css, String value) {
		new Select(find(css)).selectByValue(value);
		return this;
	}

	boolean isTicked(String css) {
		return find(css).isSelected();
	}

	/** Signs in at a mock ENT as someone. */
	Browser pick(String username) {
		awaitHeading("Qui êtes-vous ?");
		return click("button[name=username][value=" + username + "]");
	}

	/** Fills the form for direct login and sends it. */
	Browser signIn(String username, String password) {
		type("#username", username);
		type("#password", password);
		return leave(() -> click("form .button"));
	}

	/** Does what leads to another page, and waits until this one is gone. */
	Browser leave(Runnable act) {
		WebElement page = find("html");
		act.run();
		new WebDriverWait(this.driver, PATIENCE, GLANCE).withMessage(() -> "another page than " + url())
			.until((ignored) -> isGone(page));
		return this;
	}

	/** Chromium says it in more than one way. */
	private static boolean isGone(WebElement page) {
		try {
			page.isEnabled();
			return false;
		}
		catch (WebDriverException ex) {
			return true;
		}
	}

	/** Presses Tab until the focus is on something of this text. */
	Browser tabTo(String text) {
		for (int tabs = 0; tabs < MOST_TABS; tabs++) {
			new Actions(this.driver).sendKeys(Keys.TAB).perform();
			if (plain(this.driver.switchTo().activeElement().getText()).contains(text)) {
				return this;
			}
		}
		throw new AssertionError("the Tab key does not reach '%s' at %s".formatted(text, url()));
	}

	/** Presses Tab until the focus is on what matches. */
	Browser tabToElement(String css) {
		for (int tabs = 0; tabs < MOST_TABS; tabs++) {
			new Actions(this.driver).sendKeys(Keys.TAB).perform();
			if (hasFocus(css)) {
				return this;
			}
		}
		throw new AssertionError("the Tab key does not reach '%s' at %s".formatted(css, url()));
	}

	boolean hasFocus(String css) {
		return Boolean.TRUE
			.equals(this.driver.executeScript("return document.activeElement.matches(arguments[0])", css));
	}

	Browser press(CharSequence keys) {
		new Actions(this.driver).sendKeys(keys).perform();
		return this;
	}

	/**
	 * What axe-core finds on this page, and whether something is wider than the screen:
	 * in light on the screen that the page was opened on, in dark on the other. No style
	 * gives a colour to one size of one scheme only, so the other two pairs show nothing
	 * new.
	 */
	List<String> faults(String name) {
		List<String> faults = new ArrayList<>(faultsOf(name + "-" + this.screen.code()));
		dark(true);
		for (Screen other : Screen.values()) {
			if (other != this.screen) {
				show(other);
				faults.addAll(faultsOf(name + "-" + other.code() + "-dark"));
			}
		}
		dark(false);
		show(this.screen);
		return faults;
	}

	/** Takes a picture of what has faults; of every page where pictures are wanted. */
	private List<String> faultsOf(String name) {
		List<String> faults = new ArrayList<>(this.axe.faults());
		if (Boolean.TRUE.equals(this.driver.executeScript(WIDE))) {
			faults.add("wider than the screen");
		}
		if (PICTURES || !faults.isEmpty()) {
			picture(name);
		}
		return faults.stream().map((fault) -> name + " at " + url() + ": " + fault).toList();
	}

	private void show(Screen shown) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", shown.metrics());
		this.driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", shown == Screen.PHONE));
	}

	/** The status that a background request gets. */
	long fetchStatus(String path) {
		Object status = this.driver.executeAsyncScript(
				"const done = arguments[1]; fetch(arguments[0]).then(r => done(r.status), () => done(-1))", path);
		return (status instanceof Number number) ? number.longValue() : -1;
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	private void picture(String name) {
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void dark(boolean on) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", on ? "dark" : "light"))));
	}

	private static String plain(String text) {
		return text.replace('\u00a0', ' ').replace('\u202f', ' ').replace('\u2011', '-');
	}

	private WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

}
