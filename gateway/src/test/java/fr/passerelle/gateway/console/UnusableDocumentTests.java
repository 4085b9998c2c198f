package fr.passerelle.gateway.console;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.VersionFollower;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A school whose stored document this program no longer accepts: closed to visitors, and
 * corrected in the console.
 */
@SuppressWarnings("NullAway.Init")
class UnusableDocumentTests extends RunningConsole {

	private static final AtomicInteger SCHOOLS = new AtomicInteger(6000);

	/** Versions of a school that was deleted go on: each test has a school of its own. */
	private final Uai school = new Uai("037" + SCHOOLS.incrementAndGet() + "F");

	private final String host = "unusable-" + this.school.value().toLowerCase(Locale.ROOT) + ".example.fr";

	private final String page = "/console/establishments/" + this.school;

	private final String good = """
			{"uai": "%s", "name": "Ancien", "publicUrl": "https://%s", "upstream": "http://127.0.0.1:9000"}"""
		.formatted(this.school, this.host);

	@Autowired
	private Establishments establishments;

	@Autowired
	private VersionFollower follower;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void storeWhatAnotherProgramAccepted() {
		this.jdbc.sql("""
				INSERT INTO establishment (uai, authority, version, name, public_url, published, search_text, listed)
				VALUES (:uai, :host, 2, 'Ancien', :url, 1, 'ancien', 2)""")
			.param("uai", this.school.value())
			.param("host", this.host)
			.param("url", "https://" + this.host)
			.update();
		version(1, this.good);
		version(2, this.good.replace("http://127.0.0.1:9000", "gopher://127.0.0.1"));
		this.follower.refresh();
		assertThat(this.establishments.find(this.school)).isEmpty();
	}

	@AfterEach
	void forget() {
		this.establishments.delete(this.school, ExpectedVersion.ANY, new Change("test", null));
	}

	private void version(int number, String document) {
		this.jdbc.sql("""
				INSERT INTO establishment_version (uai, number, author, accepted_at, document, resolved)
				VALUES (:uai, :number, 'test', 1700000000000, :document, '{}')""")
			.param("uai", this.school.value())
			.param("number", number)
			.param("document", document)
			.update();
	}

	@Test
	void everyScreenLeadsToTheDocumentWhereItIsMended() {
		ConsoleBrowser browser = administrator();
		for (String screen : new String[] { "", "/delegations", "/publication" }) {
			HttpResponse<String> page = browser.get(this.page + screen);
			assertThat(page.statusCode()).as(screen).isEqualTo(409);
			assertThat(page.body()).contains("n’est plus acceptée", "href=\"" + this.page + "/history/edit\"");
		}
		HttpResponse<String> form = browser.get(this.page + "/history/edit");
		assertThat(form.body()).contains("gopher://127.0.0.1");
		HttpResponse<String> saved = browser.post(this.page + "/history/edit", form.body(),
				Map.of("base", "2", "document", this.good));
		assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
		assertThat(browser.get(this.page).statusCode()).isEqualTo(200);
	}

	@Test
	void anEarlierVersionIsRestored() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> asks = browser.post(this.page + "/history/1/restore",
				browser.get(this.page + "/history/1").body(), Map.of());
		assertThat(asks.body()).contains("« gopher://127.0.0.1 » devient « http://127.0.0.1:9000 »");
		browser.post(this.page + "/history/1/restore", asks.body(), Map.of("base", "2", "confirmed", "true"));
		assertThat(this.establishments.find(this.school)).isPresent();
	}

	@Test
	void whatIsNotThereAtAllIsNotFound() {
		assertThat(administrator().get("/console/establishments/0330956B").statusCode()).isEqualTo(404);
	}

}
