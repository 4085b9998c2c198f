package fr.passerelle.gateway.version;

import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.Faults;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.UpstreamSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObjectionsTests {

	private static final String FREE = "https://free.example.fr";

	private final Objections objections = new Objections("console.example.fr"::equals, "console.example.fr"::equals,
			PlatformEduConnect.NONE,
			new Destinations(new UpstreamSettings(List.of("127.0.0.0/8"), List.of()), (port) -> port == 8080));

	@Test
	void raiseWhenHostIsTheConsolesThenFault() {
		for (String url : List.of("https://console.example.fr", "http://CONSOLE.example.fr:8080",
				"https://console.example.fr.")) {
			assertThat(faults(document(url, "http://127.0.0.1:9000", ""), null))
				.containsExactly("publicUrl HOST_OF_CONSOLE");
		}
	}

	@Test
	void raiseWhenItIsTheFirstEstablishmentThenOnlyTheConsolesOwnHostsAreRefused() {
		Objections first = new Objections((host) -> true, "console.example.fr"::equals, PlatformEduConnect.NONE,
				Destinations.anywhere())
			.ofNewInstallation();
		assertThat(faults(first, document("https://school.example.fr", "http://127.0.0.1:9000", ""), null)).isEmpty();
		assertThat(faults(first, document("https://console.example.fr", "http://127.0.0.1:9000", ""), null))
			.containsExactly("publicUrl HOST_OF_CONSOLE");
	}

	@Test
	void raiseWhenHostStaysThenNoFault() {
		String before = document("https://console.example.fr", "http://127.0.0.1:9000", "");
		assertThat(faults(before.replace("Jean", "Jeanne"), before)).isEmpty();
	}

	@Test
	void raiseWhenAddressesLeadWhereTheyMayNotThenEachByItsPath() {
		String all = document(FREE, "http://169.254.169.254",
				"""
						,"espaces":{"parent":{"upstream":"http://2130706433:8080"},"eleve":{"upstream":"http://10.0.0.1"}}
						,"delegations":[{"id":"a","label":"http://169.254.1.1","cas":{"serverUrl":"http://[fe80::1]/cas",
						"loginUrl":"https://public.example/login","validationUrl":"http://10.0.0.1/v","logoutUrl":"http://0.0.0.0/"}},
						{"id":"b","saml2":{"metadataUrl":"http://metadata.google.internal/computeMetadata"}}]""");
		assertThat(faults(all, null)).containsExactly("upstream PLACE_NEVER", "espaces.parent.upstream PLACE_OWN",
				"espaces.eleve.upstream PLACE_NOT_LISTED", "delegations[0].cas.serverUrl PLACE_NEVER",
				"delegations[0].cas.validationUrl PLACE_NOT_LISTED", "delegations[0].cas.logoutUrl PLACE_NEVER",
				"delegations[1].saml2.metadataUrl PLACE_NEVER");
	}

	/** A realm or a name of a provider looks like an address that is never called. */
	@Test
	void raiseWhenANameLooksLikeAnAddressThenNoFault() {
		String names = document(FREE, "http://127.0.0.1:9000", """
				,"delegations":[{"id":"a","saml2":{"entityId":"http://10.0.0.1/idp","authnContext":"http://10.0.0.1/"}},
				{"id":"b","wsFederation":{"issuer":"http://10.0.0.1/trust","realm":"http://10.0.0.1/",
				"passiveUrl":"http://10.0.0.1/ls"}}]""");
		assertThat(faults(names, null)).containsExactly("delegations[1].wsFederation.passiveUrl PLACE_NOT_LISTED");
	}

	@Test
	void raiseWhenAddressIsInEffectAlreadyThenNoFault() {
		String before = document(FREE, "http://169.254.169.254", "");
		assertThat(faults(before.replace("true", "false"), before)).isEmpty();
	}

	private List<String> faults(String document, @Nullable String before) {
		return faults(this.objections, document, before);
	}

	/** EduConnect 11 and Addresses 12. */
	@Test
	void raiseOfThePlatformsEntry() {
		String by = ",\"delegations\":[{\"id\":\"edu\",\"educonnect\":{\"by\":\"PLATFORM\"}}]";
		String delegated = document(FREE, "http://127.0.0.1:9000", by);
		String without = document(FREE, "http://127.0.0.1:9000", "");
		assertThat(faults(delegated, without)).containsExactly("delegations[0].educonnect.by NO_PLATFORM");
		assertThat(faults(delegated, delegated.replace("Jean", "Jeanne"))).as("in force already").isEmpty();
		assertThat(faults(delegated, delegated.replace("edu\",", "other\",")))
			.containsExactly("delegations[0].educonnect.by NO_PLATFORM");
		Objections there = new Objections((host) -> false, (host) -> false,
				PlatformEduConnect.at("https://connexion.example.fr", PlatformEduConnect.NONE.saml()),
				Destinations.anywhere());
		assertThat(faults(there, delegated, null)).isEmpty();
		assertThat(faults(there, document("https://CONNEXION.example.fr:8443", "http://127.0.0.1:9000", ""), null))
			.containsExactly("publicUrl HOST_OF_PLATFORM");
	}

	private static List<String> faults(Objections objections, String document, @Nullable String before) {
		Faults faults = new Faults();
		objections.raise(parse(document), (before != null) ? parse(before) : null, (uai, host) -> null, faults);
		try {
			faults.throwIfAny();
			return List.of();
		}
		catch (InvalidDocumentException ex) {
			return ex.faults().stream().map((fault) -> fault.path() + " " + fault.code()).toList();
		}
	}

	private static String document(String publicUrl, String upstream, String rest) {
		return "{\"uai\":\"0330001A\",\"name\":\"Jean\",\"published\":true,\"publicUrl\":\"" + publicUrl
				+ "\",\"upstream\":\"" + upstream + "\"" + rest + "}";
	}

	private static ConfigurationDocument parse(String json) {
		return ConfigurationDocument.parse(json.getBytes(StandardCharsets.UTF_8), Format.JSON);
	}

}
