package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The schools that the gateway publishes for a measurement. */
final class Schools {

	/** Its ENT is quick. */
	static final String UAI = "0330001A";

	/** Its ENT is as slow as one in trouble. */
	static final String SLOW_UAI = "0330002B";

	/** Its ENT takes half a second. */
	static final String STEADY_UAI = "0330003C";

	/** Its ENT speaks SAML 2. */
	static final String SAML_UAI = "0330004D";

	/** Its ENT speaks WS-Federation. */
	static final String STS_UAI = "0330005E";

	/** Its ENT speaks OpenID Connect. */
	static final String OIDC_UAI = "0330006F";

	private static final String PAGE = "/pronote/parent.html";

	private Schools() {
	}

	/** A page of the quick school. */
	static Address page(int gateway) {
		return new Address("127.0.0.1:" + gateway, gateway, PAGE);
	}

	/** A page of the slow school. */
	static Address slowPage(int gateway) {
		return new Address("slow.test:" + gateway, gateway, PAGE);
	}

	/** A page of the school whose ENT takes half a second. */
	static Address steadyPage(int gateway) {
		return new Address("steady.test:" + gateway, gateway, PAGE);
	}

	/** A page of the school whose ENT speaks SAML 2. */
	static Address samlPage(int gateway) {
		return new Address("saml.test:" + gateway, gateway, PAGE);
	}

	/** A page of the school whose ENT speaks WS-Federation. */
	static Address stsPage(int gateway) {
		return new Address("sts.test:" + gateway, gateway, PAGE);
	}

	/** A page of the school whose ENT speaks OpenID Connect. */
	static Address oidcPage(int gateway) {
		return new Address("oidc.test:" + gateway, gateway, PAGE);
	}

	/** Writes their documents into a folder. */
	static void write(Path folder, int gateway, Servers servers) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve("quick.yaml"),
				document(UAI, page(gateway), servers.upstream(), cas(servers.cas())));
		Files.writeString(folder.resolve("slow.yaml"),
				document(SLOW_UAI, slowPage(gateway), servers.upstream(), cas(servers.slowCas())));
		Files.writeString(folder.resolve("steady.yaml"),
				document(STEADY_UAI, steadyPage(gateway), servers.upstream(), cas(servers.steadyCas())));
		Files.writeString(folder.resolve("saml.yaml"),
				document(SAML_UAI, samlPage(gateway), servers.upstream(), saml(servers)));
		Files.writeString(folder.resolve("sts.yaml"),
				document(STS_UAI, stsPage(gateway), servers.upstream(), sts(servers)));
		Files.writeString(folder.resolve("oidc.yaml"),
				document(OIDC_UAI, oidcPage(gateway), servers.upstream(), oidc(servers.oidc())));
	}

	private static String cas(int port) {
		return "protocol: CAS, cas: { serverUrl: \"http://127.0.0.1:%d/cas\", validation: CAS3 }".formatted(port);
	}

	private static String saml(Servers servers) {
		return "protocol: SAML2, saml2: { entityId: \"%s\", ssoUrl: \"http://127.0.0.1:%d/sso\", certificates: \"%s\" }"
			.formatted(PretendSaml.ENTITY, servers.saml(), pem(servers.certificate()));
	}

	private static String sts(Servers servers) {
		return "protocol: WS_FEDERATION, wsFederation: { issuer: \"%s\", passiveUrl: \"http://127.0.0.1:%d/sts\", certificates: \"%s\" }"
			.formatted(PretendSts.ISSUER, servers.sts(), pem(servers.certificate()));
	}

	/** A client without a secret: a measurement calls no API. */
	private static String oidc(int port) {
		return "protocol: OIDC, oidc: { issuer: \"http://127.0.0.1:%d\", clientId: %s, clientAuthentication: NONE, userinfo: false }"
			.formatted(port, PretendProvider.CLIENT);
	}

	/** As text of YAML. */
	private static String pem(String base64) {
		return "-----BEGIN CERTIFICATE-----\\n" + base64.replaceAll("(.{64})", "$1\\\\n")
				+ "\\n-----END CERTIFICATE-----\\n";
	}

	private static String document(String uai, Address page, int upstream, String signOn) {
		return """
				uai: %s
				name: Bench
				publicUrl: http://%s
				upstream: http://127.0.0.1:%d
				delegations:
				  - { id: ent, label: ENT, %s }
				espaces:
				  parent: { delegations: [ent] }
				""".formatted(uai, page.authority(), upstream, signOn);
	}

}
