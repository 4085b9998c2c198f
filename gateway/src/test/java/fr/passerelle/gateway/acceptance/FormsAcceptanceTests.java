package fr.passerelle.gateway.acceptance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose a posted body is: a form of ours, from our own page, or the application's.
 */
class FormsAcceptanceTests extends Acceptance {

	private static final Pattern TOKEN = Pattern.compile("name=\"passerelle-token\" value=\"([^\"]+)\"");

	private static final String RIGHT = "username=hberger&password=Pr0visoire-42";

	@ParameterizedTest
	@CsvSource({ "application/x-www-form-urlencoded,1000", "application/x-www-form-urlencoded,70000",
			"application/x-www-form-urlencoded,500000", "text/xml,70000", "application/json,70000",
			"multipart/form-data; boundary=x,70000", "text/plain,70000", ",70000" })
	void whatWasWrittenBeforeTheSessionEndedIsToldThatNothingWasSavedHoweverLong(String type, int size) {
		String[] headers = (type != null) ? new String[] { "Content-Type", type } : new String[0];
		String body = "message=" + "a".repeat(size);
		Reply reply = new TestBrowser().send("POST", college("/pronote/parent/send"), body, headers);
		reply.isRefused(ErrorCode.LOGIN_REQUIRED);
		assertThat(reply.body()).contains("enregistré");
		String local = college("/pronote/parent.html?login=true");
		new TestBrowser().send("POST", local, body, headers).isRefused(ErrorCode.LOGIN_REQUIRED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "text/xml", "application/json" })
	void aClosedEspaceSaysSoToWhateverIsPosted(String type) {
		String closed = college("/pronote/entreprise.html");
		for (int size : new int[] { 10, 70_000 }) {
			new TestBrowser().send("POST", closed, "a=" + "x".repeat(size), "Content-Type", type)
				.isRefused(ErrorCode.ESPACE_CLOSED);
		}
	}

	@ParameterizedTest
	@CsvSource({ "application/x-www-form-urlencoded,200", "application/x-www-form-urlencoded,100000",
			"application/json,200", "text/xml,100000" })
	void theApplicationsFormGoesOnWholeAlsoWhereTheLocalFormWouldStand(String type, int size) {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String body = "note=" + "x".repeat(size);
		Reply reply = this.browser.post(college("/pronote/parent.html?login=true"), body, "Content-Type", type);
		assertThat(reply.isEcho().json().get("body").asString()).isEqualTo(body);
	}

	@Test
	void aLogoutFormLongerThanOursEndsTheSessionToo() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply reply = this.browser.post(college("/pronote/logout"), "x=" + "a".repeat(70_000));
		assertThat(reply.status()).isEqualTo(200);
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Origin,https://evil.example" })
	void aLogoutThatAnotherSiteSendsEndsNothing(String header, String value) {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		this.browser.post(college("/pronote/logout"), "", header, value).isRefused(ErrorCode.LOGIN_EXPIRED);
		this.browser.get(college("/pronote/parent.html")).isEcho();
		assertThat(this.browser.post(college("/pronote/logout"), "", "Origin", college("")).status()).isEqualTo(200);
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Origin,https://evil.example" })
	void aChoiceThatAnotherSiteSendsChoosesNothing(String header, String value) {
		String page = college("/pronote/eleve.html");
		Reply reply = this.browser.post(page, "passerelle-delegation=littoral", header, value);
		reply.isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(reply.setCookies()).isEmpty();
		this.browser.post(page, "passerelle-delegation=littoral", "Origin", "null", "Sec-Fetch-Site", "same-origin")
			.isRedirectStarting(this.world.littoral.url());
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		this.browser.post(college("/pronote/parent.html"), "passerelle-delegation=horizon", header, value)
			.isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Origin,https://evil.example" })
	void aPasswordThatAnotherSiteSendsIsNotLookedAtEvenWithCookieAndToken(String header, String value) {
		String page = college("/pronote/direction.html?login=true");
		String form = RIGHT + "&passerelle-token=" + token(this.browser.get(page));
		this.browser.post(page, form, header, value).isRefused(ErrorCode.LOGIN_EXPIRED);
		this.browser.post(page, form, "Origin", "null").isRedirectTo(college("/pronote/direction.html"));
		this.browser.post(page, form, header, value).isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(this.world.application.asked()).isEmpty();
	}

	@Test
	void anEntsLogoutMessageIsHeardWhereverItSaysToComeFrom() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String ticket = this.world.horizon.issuedTickets().get(0).value();
		String message = "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"x\" Version=\"2.0\""
				+ " IssueInstant=\"2026-09-01T08:00:00Z\"><samlp:SessionIndex>" + ticket
				+ "</samlp:SessionIndex></samlp:LogoutRequest>";
		Reply reply = new TestBrowser().post(college("/pronote/parent.html"),
				"logoutRequest=" + TestBrowser.encode(message), "Origin", "https://ent.example", "Sec-Fetch-Site",
				"cross-site");
		assertThat(reply.status()).isEqualTo(200);
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	private static String token(Reply form) {
		Matcher matcher = TOKEN.matcher(form.body());
		assertThat(matcher.find()).as(form.toString()).isTrue();
		return matcher.group(1);
	}

}
