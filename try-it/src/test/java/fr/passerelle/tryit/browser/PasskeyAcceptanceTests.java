package fr.passerelle.tryit.browser;

import java.nio.file.Path;
import java.time.Duration;

import fr.passerelle.tryit.Administration;
import fr.passerelle.tryit.Options;
import fr.passerelle.tryit.Running;
import fr.passerelle.tryit.TryIt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator makes a passkey and comes in with it, by an authenticator that the
 * browser plays.
 */
@ExtendWith(Chromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyAcceptanceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String LOGIN = "/console/login";

	private static final By SIGN_IN = By.cssSelector("[data-passkey=sign-in] button");

	@SuppressWarnings("NullAway.Init")
	private Running running;

	@SuppressWarnings("NullAway.Init")
	private ChromeDriver driver;

	@BeforeAll
	void start() {
		this.running = TryIt.start(Options.anywhere(Path.of("target", "passkey-data"))
			.withSetting("--passerelle.console.passkeys.rp-id=localhost")
			.withSetting("--passerelle.console.passkeys.origins=http://localhost:${server.port}"));
		this.driver = Chromium.start(Path.of("target", "chromium"));
	}

	@AfterAll
	void stop() {
		this.driver.quit();
		this.running.close();
	}

	private WebDriverWait await() {
		return new WebDriverWait(this.driver, PATIENCE, Duration.ofMillis(50));
	}

	private void shown(By by) {
		await().until((page) -> page.findElements(by).stream().anyMatch(WebElement::isDisplayed));
	}

	private void arrived() {
		await().until((page) -> !String.valueOf(page.getCurrentUrl()).contains(LOGIN));
	}

	private void open(String path) {
		this.driver.get(this.running.college(path).toString());
	}

	private void signInWithPassword() {
		open(LOGIN);
		this.driver.findElement(By.id("username")).sendKeys(Administration.USERNAME);
		this.driver.findElement(By.id("password")).sendKeys(Administration.PASSWORD);
		this.driver.findElement(By.cssSelector("form[action='" + LOGIN + "'] button")).click();
	}

	private void addWith(String password) {
		WebElement field = this.driver.findElement(By.cssSelector("[data-passkey=register] [type=password]"));
		field.clear();
		field.sendKeys(password);
		this.driver.findElement(By.cssSelector("[data-passkey=register] button")).click();
	}

	private void signOut() {
		this.driver.findElement(By.cssSelector("form[action='/console/logout'] button")).click();
		shown(SIGN_IN);
	}

	@Test
	void passkeyOpensTheConsoleAloneAndAfterThePassword() {
		VirtualAuthenticator finger = this.driver.addVirtualAuthenticator(
				new VirtualAuthenticatorOptions().setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
					.setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
					.setHasResidentKey(true)
					.setHasUserVerification(true)
					.setIsUserVerified(true));
		signInWithPassword();
		arrived();
		open("/console/account");
		this.driver.findElement(By.id("label")).sendKeys("Essai");
		addWith("wrong");
		shown(By.cssSelector("[data-passkey=register] [data-code=WRONG_PASSWORD]"));
		assertThat(finger.getCredentials()).as("a session alone makes none").isEmpty();
		addWith(Administration.PASSWORD);
		shown(By.cssSelector("form[action$='/passkeys/delete'] button"));
		assertThat(this.driver.findElement(By.tagName("main")).getText()).contains("La clé d’accès est ajoutée");
		assertThat(finger.getCredentials()).hasSize(1);

		signOut();
		this.driver.findElement(SIGN_IN).click();
		arrived();

		open("/console/account");
		signOut();
		signInWithPassword();
		await().until((page) -> String.valueOf(page.getCurrentUrl()).contains(LOGIN + "/code"));
		shown(SIGN_IN);
		this.driver.findElement(SIGN_IN).click();
		arrived();

		open("/console/account");
		signOut();
		finger.setUserVerified(false);
		this.driver.findElement(SIGN_IN).click();
		shown(By.cssSelector("[data-passkey=sign-in] [role=alert]"));
		assertThat(this.driver.getCurrentUrl()).contains(LOGIN);
	}

}
