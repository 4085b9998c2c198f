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

	/** Writes their documents into a folder. */
	static void write(Path folder, int gateway, Servers servers) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve("quick.yaml"),
				document(UAI, page(gateway).authority(), servers.upstream(), servers.cas()));
		Files.writeString(folder.resolve("slow.yaml"),
				document(SLOW_UAI, slowPage(gateway).authority(), servers.upstream(), servers.slowCas()));
		Files.writeString(folder.resolve("steady.yaml"),
				document(STEADY_UAI, steadyPage(gateway).authority(), servers.upstream(), servers.steadyCas()));
	}

	private static String document(String uai, String authority, int upstream, int cas) {
		return """
				uai: %s
				name: Bench
				publicUrl: http://%s
				upstream: http://127.0.0.1:%d
				delegations:
				  - { id: ent, label: ENT, protocol: CAS, cas: { serverUrl: "http://127.0.0.1:%d/cas", validation: CAS3 } }
				espaces:
				  parent: { delegations: [ent] }
				"""
			.formatted(uai, authority, upstream, cas);
	}

}
