package fr.passerelle.gateway.version;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.DocumentReader;
import fr.passerelle.gateway.document.FaultCode;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RestoredVersionsTests {

	private static final Change ADMIN = new Change("admin", null);

	@Test
	void planWhenAdministratorSignedInOnTheSchoolsHostThenOnlyANewInstallationTakesIt(@TempDir Path folder)
			throws Exception {
		try (TestDatabase copy = TestDatabase.embedded(Files.createDirectory(folder.resolve("copy")));
				TestDatabase here = TestDatabase.embedded(Files.createDirectory(folder.resolve("here")))) {
			node(copy).create(document("0330001A", "notes.example.fr"), ADMIN);
			assertThat(faults(here, copy, "other.example.fr")).isEmpty();
			assertThat(faults(here, copy, "notes.example.fr")).as("named by the settings").isNotEmpty();
			node(here).create(document("0750002B", "other.example.fr"), ADMIN);
			assertThat(faults(here, copy, "other.example.fr")).extracting(DocumentFault::code)
				.containsExactly(FaultCode.HOST_OF_CONSOLE);
		}
	}

	/** An administrator has signed in on the school's host. */
	private static List<DocumentFault> faults(TestDatabase here, TestDatabase copy, String named) {
		Objections objections = new Objections("notes.example.fr"::equals, named::equals, PlatformEduConnect.NONE,
				Destinations.anywhere());
		return new RestoredVersions(here.jdbc(), copy.jdbc(), EntCatalog.bundled(),
				new DocumentReader("/pronote", PlatformEduConnect.NONE), objections)
			.plan()
			.stream()
			.flatMap((step) -> step.faults().stream())
			.toList();
	}

	private static Establishments node(TestDatabase database) {
		return TestControlPlane.on(database, new MovableClock(), (event) -> {
		}).establishments();
	}

	private static ConfigurationDocument document(String uai, String host) {
		return ConfigurationDocument.parse("""
				{"uai": "%s", "name": "École", "publicUrl": "https://%s", "upstream": "http://127.0.0.1:9",
				"espaces": {"parent": {"published": true}}}""".formatted(uai, host).getBytes(StandardCharsets.UTF_8),
				Format.JSON);
	}

}
