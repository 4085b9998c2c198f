package fr.passerelle.gateway.realcas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import fr.passerelle.gateway.Passerelle;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The gateway with one school, whose Espaces each reach the same ENT by another
 * validation.
 */
final class RunningGateway implements AutoCloseable {

	private final String publicUrl;

	private final ConfigurableApplicationContext context;

	RunningGateway(Path folder, String ent, String application) {
		int port = LoopbackPort.free();
		this.publicUrl = "http://localhost:" + port;
		Path document = folder.resolve("college.yaml");
		try {
			Files.writeString(document, document(this.publicUrl, ent, application));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.context = new SpringApplication(Passerelle.class).run("--server.address=127.0.0.1",
				"--server.port=" + port, "--passerelle.data-dir=" + folder.resolve("data"),
				"--passerelle.import=" + document.toUri(), "--passerelle.admin.password=Grand-largue-5",
				"--passerelle.ent.timeout=60s");
	}

	/** The address of an Espace's page, or of another below the base path. */
	String page(String name) {
		return this.publicUrl + "/pronote/" + name;
	}

	private static String document(String publicUrl, String ent, String application) {
		return """
				uai: 0330001A
				name: Collège Jean-Moulin
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				  - { id: ent-cas1, label: ENT, protocol: CAS, cas: { serverUrl: "%3$s", validation: CAS1 } }
				  - { id: ent-cas2, label: ENT, protocol: CAS, cas: { serverUrl: "%3$s", validation: CAS2 } }
				  - { id: ent-cas3, label: ENT, protocol: CAS, cas: { serverUrl: "%3$s", validation: CAS3 } }
				  - { id: ent-saml, label: ENT, protocol: CAS, cas: { serverUrl: "%3$s", validation: SAML1 } }
				espaces:
				  commune:    { published: true, delegations: [ent-cas1] }
				  eleve:      { published: true, delegations: [ent-cas2] }
				  parent:     { published: true, delegations: [ent-cas3] }
				  professeur: { published: true, delegations: [ent-saml] }
				""".formatted(publicUrl, application, ent);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
