package fr.passerelle.gateway.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTests {

	private static final Pages PAGES = Pages.bundled();

	private static final AskedFor FRENCH = AskedFor.byBrowser(Locale.FRENCH);

	private final Samples samples = Samples.plain();

	static Stream<Arguments> everyPage() {
		return Stream.of(Locale.FRENCH, Locale.ENGLISH)
			.flatMap((locale) -> Samples.plain()
				.all(PAGES, AskedFor.byBrowser(locale))
				.entrySet()
				.stream()
				.map((page) -> Arguments.of(page.getKey(), locale, page.getValue())));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("everyPage")
	void everyPageHasItsLanguageItsLandmarksAndOneHeading(String name, Locale locale, Answer answer) {
		Markup page = Markup.of(answer.body());

		assertThat(text(answer)).startsWith("<!DOCTYPE html>");
		assertThat(page.root().getAttribute("lang")).isEqualTo(locale.getLanguage());
		assertThat(answer.header("Content-Language")).isEqualTo(locale.getLanguage());
		assertThat(page.one("h1").getTextContent()).isNotBlank();
		assertThat(page.one("title").getTextContent()).isNotBlank();
		assertThat(page.one("header")).isNotNull();
		assertThat(page.one("footer")).isNotNull();
		assertThat(page.one("main").getAttribute("id")).isEqualTo("main");
		assertThat(page.all("a").get(0).getAttribute("href")).isEqualTo("#main");
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("everyPage")
	void everyFieldHasALabelAndEveryReferenceATarget(String name, Locale locale, Answer answer) {
		Markup page = Markup.of(answer.body());
		List<String> ids = page.ids();

		assertThat(ids).doesNotHaveDuplicates();
		for (Element input : page.all("input")) {
			boolean wrapped = input.getParentNode() instanceof Element parent && parent.getTagName().equals("label");
			assertThat(wrapped || input.getAttribute("type").equals("hidden")
					|| !page.all("label", "for", input.getAttribute("id")).isEmpty())
				.isTrue();
			assertThat(input.hasAttribute("placeholder")).isFalse();
		}
		for (Element element : page.all("*")) {
			for (String pointer : List.of("aria-describedby", "aria-labelledby", "aria-controls", "for")) {
				if (element.hasAttribute(pointer)) {
					assertThat(ids).contains(element.getAttribute(pointer).split(" "));
				}
			}
		}
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("everyPage")
	void nothingOnAPageIsAgainstItsOwnSecurityPolicy(String name, Locale locale, Answer answer) {
		Markup page = Markup.of(answer.body());

		assertThat(page.all("style")).isEmpty();
		assertThat(page.all("script")).allSatisfy((script) -> {
			assertThat(script.getAttribute("src")).startsWith(Pages.ASSETS);
			assertThat(script.getTextContent()).isEmpty();
		});
		assertThat(page.all("*").stream().flatMap((element) -> Markup.attributes(element).stream()))
			.extracting(Attr::getName)
			.noneMatch((attribute) -> attribute.startsWith("on") || attribute.equals("style")
					|| attribute.startsWith("th:"));
		assertThat(page.all("form")).allSatisfy((form) -> {
			assertThat(form.getAttribute("method")).isEqualTo("post");
			assertThat(form.hasAttribute("action")).isFalse();
		});
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("everyPage")
	void everyPageForbidsCachingFramingAndReferrers(String name, Locale locale, Answer answer) {
		assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(answer.header("Vary")).isEqualTo("Accept-Language, Accept");
		assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'")
			.contains("base-uri 'none'")
			.contains("frame-ancestors 'none'")
			.doesNotContain("unsafe")
			.doesNotContain("form-action");
		assertThat(answer.headers().stream().map((header) -> header.getKey().toLowerCase(Locale.ROOT)))
			.doesNotHaveDuplicates();
	}

	@Test
	void textFromOutsideWhenHostileThenStaysText() {
		String hostile = "</p><script>alert('1')</script>\"' onload=\"x\" ${7*7} [[${7*7}]] <b>&amp;";
		Map<String, Answer> pages = Samples.of(hostile).all(PAGES, FRENCH);

		assertThat(pages).allSatisfy((name, answer) -> {
			Markup page = Markup.of(answer.body());
			assertThat(page.all("script")).hasSize(1);
			assertThat(page.all("b")).isEmpty();
			assertThat(text(answer)).doesNotContain("49");
		});
		Markup login = Markup.of(page(pages, "direct-login-refused").body());
		assertThat(login.all("input", "name", "username").get(0).getAttribute("value")).isEqualTo(hostile);
		Markup closed = Markup.of(page(pages, "refusal-ESPACE_CLOSED").body());
		assertThat(closed.one("blockquote").getTextContent()).isEqualTo(hostile);
		assertThat(closed.all("p", "class", "school").get(0).getTextContent()).isEqualTo(hostile);
		Markup timeout = Markup.of(page(pages, "refusal-ENT_TIMEOUT").body());
		assertThat(timeout.one("h1").getTextContent()).contains(hostile);
	}

	@Test
	void chooserPostsTheChosenDelegationToItsOwnAddress() {
		Markup page = Markup.of(PAGES.chooser(FRENCH, this.samples.chooser()).body());

		assertThat(page.all("button")).hasSize(2).allSatisfy((button) -> {
			assertThat(button.getAttribute("name")).isEqualTo("passerelle-delegation");
			assertThat(button.hasAttribute("type")).isFalse();
		});
		assertThat(page.all("button", "value", "atrium").get(0).getTextContent()).isEqualTo("Atrium");
		assertThat(page.all("a", "data-keep-fragment", "true")).extracting((link) -> link.getAttribute("href"))
			.containsExactly("/pronote/parent.html?login=true");
	}

	@Test
	void directLoginAsksForNameAndPasswordAndCarriesItsToken() {
		Answer answer = PAGES.directLogin(FRENCH, this.samples.directLogin(), 200);
		Markup page = Markup.of(answer.body());

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Passerelle-Error")).isEmpty();
		assertThat(page.all("input", "name", "username").get(0).getAttribute("autocomplete")).isEqualTo("username");
		assertThat(page.all("input", "name", "password").get(0).getAttribute("autocomplete"))
			.isEqualTo("current-password");
		assertThat(page.all("input", "name", "passerelle-token").get(0).getAttribute("value"))
			.isEqualTo(this.samples.directLogin().token());
		assertThat(page.all("*", "role", "alert")).isEmpty();
	}

	@Test
	void directLoginWhenRefusedThenTiesTheErrorToItsFields() {
		Answer answer = PAGES.directLogin(FRENCH, this.samples.directLoginRefused(), 401);
		Markup page = Markup.of(answer.body());

		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("BAD_CREDENTIALS");
		assertThat(page.all("*", "role", "alert").get(0).getTextContent())
			.contains("Identifiant ou mot de passe incorrect", "K7QF-2M9X");
		for (String field : List.of("username", "password")) {
			Element input = page.all("input", "name", field).get(0);
			assertThat(input.getAttribute("aria-invalid")).isEqualTo("true");
			assertThat(input.getAttribute("aria-describedby")).contains("error");
		}
		assertThat(page.all("input", "name", "password").get(0).hasAttribute("value")).isFalse();
		assertThat(page.one("title").getTextContent()).startsWith("Erreur");
	}

	@Test
	void logoutTicksEverySessionUnlessOneIsMeant() {
		Markup all = Markup.of(PAGES.logout(FRENCH, this.samples.logout(this.samples.presences())).body());
		LogoutPage one = new LogoutPage("Lycée", this.samples.presences(), EspaceKey.ELEVE, "/pronote/");
		Markup meant = Markup.of(PAGES.logout(FRENCH, one).body());

		assertThat(all.all("input", "name", "espace")).hasSize(2).allMatch((input) -> input.hasAttribute("checked"));
		assertThat(meant.all("input", "checked", "checked")).extracting((input) -> input.getAttribute("value"))
			.containsExactly("eleve");
		assertThat(all.all("button", "name", "passerelle-logout")).extracting((button) -> button.getAttribute("value"))
			.containsExactly("here", "ent");
	}

	@Test
	void logoutWhenNoEntIsBehindAnySessionThenOffersNone() {
		Presence direct = new Presence(EspaceKey.PARENT, "Camille Martin", null, true);
		Markup page = Markup.of(PAGES.logout(FRENCH, this.samples.logout(List.of(direct))).body());

		assertThat(page.one("form").getTextContent()).contains("Camille Martin, par la connexion directe");

		assertThat(page.all("button", "name", "passerelle-logout")).extracting((button) -> button.getAttribute("value"))
			.containsExactly("here");
	}

	@Test
	void logoutWhenNobodyIsSignedInThenHasNoForm() {
		assertThat(Markup.of(PAGES.logout(FRENCH, this.samples.logout(List.of())).body()).all("form")).isEmpty();
	}

	@Test
	void communeLeadsToBothPagesOfEveryEspace() {
		Markup page = Markup.of(PAGES.commune(FRENCH, this.samples.communeForAnyone()).body());

		assertThat(page.all("a")).extracting((link) -> link.getAttribute("href"))
			.contains("/pronote/parent.html", "/pronote/mobile.parent.html", "/pronote/academie.html",
					"/pronote/parent.html?choose", "/pronote/?login=true");
		assertThat(page.all("button", "name", "passerelle-delegation")).hasSize(2);
		assertThat(page.all("section", "class", "others")).isEmpty();
	}

	@Test
	void communeWhenSignedInThenSetsApartWhatIsNotOpen() {
		Markup page = Markup.of(PAGES.commune(FRENCH, this.samples.communeFor("Camille Martin")).body());

		assertThat(page.one("main").getTextContent()).contains("Camille Martin");
		assertThat(page.all("section", "class", "others").get(0).getTextContent()).contains("Espace Professeurs")
			.doesNotContain("Espace Parents");
		assertThat(page.all("form")).isEmpty();
	}

	@Test
	void recordsThatHoldATokenDoNotTellIt() {
		assertThat(this.samples.directLogin()).hasToString("DirectLoginPage[parent]");
	}

	@Test
	void errorCodesAreAllOnAPageOrRefusedWithoutOne() {
		assertThat(this.samples.all(PAGES, FRENCH).keySet().stream().filter((name) -> name.startsWith("refusal-")))
			.hasSize(ErrorCode.values().length - 1 + 2 + Account.values().length);
	}

	private static Answer page(Map<String, Answer> pages, String name) {
		Answer answer = pages.get(name);
		assertThat(answer).isNotNull();
		return answer;
	}

	@Test
	void unreadableWhenItIsOurFaultThenAnotherCodeThanWhereItIsTheSenders() {
		assertThat(PAGES.unreadable(400, (name) -> null).header("Passerelle-Error")).isEqualTo("MALFORMED_REQUEST");
		assertThat(PAGES.unreadable(500, (name) -> null).header("Passerelle-Error")).isEqualTo("INTERNAL_ERROR");
	}

	private static String text(Answer answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

}
