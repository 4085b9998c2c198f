package fr.passerelle.gateway.console.delegations;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A school with two delegations by CAS for tests of this screen, and what forms send.
 */
abstract class RunningDelegations extends RunningConsole {

	private static final AtomicInteger SCHOOLS = new AtomicInteger(7000);

	/** Versions of a school that was deleted go on: each test has a school of its own. */
	final Uai school = new Uai("033" + SCHOOLS.incrementAndGet() + "D");

	final String host = "https://" + this.school.value().toLowerCase(Locale.ROOT) + ".example.fr";

	final String path = "/console/establishments/" + this.school + "/delegations";

	private static final Pattern HIDDEN = Pattern
		.compile("<input type=\"hidden\"[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

	@Autowired
	@SuppressWarnings("NullAway.Init")
	Establishments establishments;

	@BeforeEach
	void openSchool() {
		this.establishments.create(ConfigurationDocument.parse("""
				{"uai": "%CODE%", "name": "Jean-Moulin", "publicUrl": "%HOST%",
				"upstream": "http://127.0.0.1:9000",
				"delegations": [
				{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"},
				{"id": "edu", "label": "Educ", "protocol": "CAS",
				"cas": {"serverUrl": "https://edu.example.fr", "validation": "CAS2"}}],
				"espaces": {"parent": {"delegations": ["atrium"], "directLogin": true},
				"eleve": {"delegations": ["atrium"]}, "direction": {"directLogin": true}}}"""
			.replace("%CODE%", this.school.value())
			.replace("%HOST%", this.host)
			.getBytes(StandardCharsets.UTF_8), Format.JSON), new Change("test", null));
	}

	@AfterEach
	void closeSchool() {
		this.establishments.delete(this.school, ExpectedVersion.ANY, new Change("test", null));
	}

	HttpResponse<String> apply(ConsoleBrowser browser, String preview, String comment) {
		return browser.postRaw(this.path + "/apply",
				hidden(preview) + "&" + TestBrowser.encode(Map.of("comment", comment)));
	}

	String body(ConsoleBrowser browser, String... fields) {
		List<String> encoded = new ArrayList<>();
		encoded.add(TestBrowser.encode(Map.of("_csrf", ConsoleBrowser.token(browser.get(this.path).body()))));
		for (String field : fields) {
			String[] parts = field.split("=", 2);
			encoded.add(TestBrowser.encode(Map.of(parts[0], parts[1])));
		}
		return String.join("&", encoded);
	}

	/** The hidden fields of a page's last form, as a browser sends them. */
	static String hidden(String page) {
		List<String> fields = new ArrayList<>();
		Matcher found = HIDDEN.matcher(page.substring(page.lastIndexOf("<form")));
		while (found.find()) {
			fields.add(TestBrowser.encode(Map.of(found.group(1), unescaped(found.group(2)))));
		}
		return String.join("&", fields);
	}

	/** The visible fields of the form, as they stand. */
	static String checked(String page) {
		String form = page.substring(page.lastIndexOf("<form"));
		List<String> fields = new ArrayList<>();
		collect(fields, form, "<input type=\"text\"[^>]* name=\"([^\"]+)\" value=\"([^\"]*)\"");
		collect(fields, form, "name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"[^>]* checked");
		Map<String, String> selects = new LinkedHashMap<>();
		Matcher select = Pattern.compile("(?s)<select[^>]* name=\"([^\"]+)\".*?</select>").matcher(form);
		while (select.find()) {
			Matcher option = Pattern.compile("value=\"([^\"]+)\" selected").matcher(select.group());
			if (option.find()) {
				selects.put(select.group(1), option.group(1));
			}
		}
		fields.add(TestBrowser.encode(selects));
		return String.join("&", fields.stream().filter((one) -> !one.isEmpty()).toList());
	}

	private static void collect(List<String> fields, String form, String pattern) {
		Matcher found = Pattern.compile(pattern).matcher(form);
		while (found.find()) {
			fields.add(TestBrowser.encode(Map.of(found.group(1), unescaped(found.group(2)))));
		}
	}

	private static String unescaped(String text) {
		return text.replace("&#39;", "'")
			.replace("&quot;", "\"")
			.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&amp;", "&");
	}

	long version() {
		return school().version();
	}

	Establishment school() {
		return this.establishments.find(this.school).orElseThrow();
	}

	Espace espace(EspaceKey key) {
		return school().espace(key);
	}

}
