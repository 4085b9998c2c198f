package fr.passerelle.gateway.console.history;

import java.net.http.HttpResponse;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A delegation's change that another change overtook, or that waits for its day.
 */
@SuppressWarnings("NullAway.Init")
class DelegationChangesTests extends RunningConsole {

	private static final Uai UAI = new Uai("0330921A");

	private static final String PAGE = "/console/establishments/0330921A/delegations";

	@Autowired
	private Establishments establishments;

	@Autowired
	private Plans plans;

	private ConsoleBrowser browser;

	private String list;

	private Map<String, String> fields;

	@BeforeEach
	void switchADelegationOff() {
		if (this.establishments.find(UAI).isPresent()) {
			this.establishments.delete(UAI, ExpectedVersion.ANY, new Change("test", null));
		}
		this.establishments.create(document("Jean-Moulin"), new Change("admin", null));
		this.browser = administrator();
		this.list = this.browser.get(PAGE).body();
		long base = this.establishments.current(UAI).number();
		this.fields = new HashMap<>(Map.of("what", "ACTIVE", "id", "atrium", "base", "" + base, "comment", "été"));
	}

	@Test
	void editThatLostItsRaceIsBroughtTogetherWithTheOther() {
		this.establishments.replace(UAI, document("Louise-Michel"), ExpectedVersion.ANY, false,
				new Change("other", null));
		HttpResponse<String> conflict = this.browser.post(PAGE + "/apply", this.list, this.fields);
		assertThat(conflict.statusCode()).as(conflict.body()).isEqualTo(409);
		assertThat(conflict.body()).contains("other", "Louise-Michel", "La délégation atrium n’est plus active.");
		assertThat(this.establishments.current(UAI).document()).isEqualTo(document("Louise-Michel"));
	}

	@Test
	void editWaitsForItsDay() {
		HttpResponse<String> preview = this.browser.post(PAGE + "/preview", this.list, this.fields);
		assertThat(preview.body()).contains("Appliquer plus tard");
		HttpResponse<String> undated = this.browser.post(PAGE + "/later", preview.body(), this.fields);
		assertThat(undated.statusCode()).as(undated.body()).isEqualTo(422);
		assertThat(undated.body()).contains("Indiquez la date et l’heure");
		this.fields.put("at", LocalDateTime.now(ZoneOffset.UTC).plusDays(3).withNano(0).withSecond(0).toString());
		HttpResponse<String> planned = this.browser.post(PAGE + "/later", preview.body(), this.fields);
		assertThat(planned.statusCode()).as(planned.body()).isEqualTo(303);
		assertThat(this.plans.waiting(UAI)).hasSize(1).allMatch((plan) -> "été".equals(plan.comment()));
		assertThat(this.establishments.current(UAI).document()).isEqualTo(document("Jean-Moulin"));
	}

	private static ConfigurationDocument document(String name) {
		return ConfigurationDocument.parse("""
				{"uai": "0330921A", "name": "%s", "publicUrl": "https://0330921a.example.fr",
				"upstream": "http://127.0.0.1:9000",
				"delegations": [{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"}],
				"espaces": {"parent": {"delegations": ["atrium"]}}}""".formatted(name).getBytes(UTF_8), Format.JSON);
	}

}
