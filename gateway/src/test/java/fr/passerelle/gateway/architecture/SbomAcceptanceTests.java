package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bill of materials inside the jar that is shipped, against the libraries beside it.
 */
class SbomAcceptanceTests {

	private static final Path JAR = Path.of("target", "passerelle.jar");

	private static final String SBOM = "META-INF/sbom/application.cdx.json";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	/** Repackaging adds it after the bill is made: it is no dependency. */
	private static final String TOOLS = "spring-boot-jarmode-tools-";

	/** Starters without classes: repackaging leaves them out. */
	private static final String STARTERS = "spring-boot-starter";

	/** Names one of several files of a library. */
	private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

	@Test
	void everyLibraryOfTheJarIsListedWithItsChecksumAndNoOther() throws IOException {
		assertThat(listed()).isNotEmpty().containsExactlyInAnyOrderEntriesOf(shipped());
	}

	@Test
	void billIsOfTheProgramAndTheSameInEveryBuild() throws IOException {
		JsonNode sbom = read();
		assertThat(sbom.path("bomFormat").asString()).isEqualTo("CycloneDX");
		assertThat(sbom.at("/metadata/component/name").asString()).isEqualTo("gateway");
		assertThat(sbom.at("/metadata/component/type").asString()).isEqualTo("application");
		assertThat(sbom.at("/metadata").propertyNames()).doesNotContain("timestamp");
		assertThat(sbom.at("/metadata/properties").valueStream().map((property) -> property.path("name").asString()))
			.contains("cdx:reproducible");
	}

	private static Map<String, String> listed() throws IOException {
		Map<String, String> libraries = new HashMap<>();
		for (JsonNode component : read().path("components")) {
			String name = component.path("name").asString();
			if (!name.startsWith(STARTERS)) {
				Matcher classifier = CLASSIFIER.matcher(component.path("purl").asString());
				libraries.put(name + "-" + component.path("version").asString()
						+ (classifier.find() ? "-" + classifier.group(1) : ""), sha256(component));
			}
		}
		return libraries;
	}

	private static String sha256(JsonNode component) {
		return component.path("hashes")
			.valueStream()
			.filter((hash) -> hash.path("alg").asString().equals("SHA-256"))
			.map((hash) -> hash.path("content").asString())
			.findFirst()
			.orElse("");
	}

	private static Map<String, String> shipped() throws IOException {
		Map<String, String> libraries = new HashMap<>();
		try (JarFile jar = new JarFile(JAR.toFile())) {
			List<JarEntry> entries = jar.stream().filter((entry) -> entry.getName().endsWith(".jar")).toList();
			for (JarEntry entry : entries) {
				String name = entry.getName().substring(LIBRARIES.length(), entry.getName().length() - ".jar".length());
				if (!name.startsWith(TOOLS)) {
					libraries.put(name, sha256(jar, entry));
				}
			}
		}
		return libraries;
	}

	private static String sha256(JarFile jar, JarEntry entry) throws IOException {
		try (InputStream content = jar.getInputStream(entry)) {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JsonNode read() throws IOException {
		try (JarFile jar = new JarFile(JAR.toFile()); InputStream content = jar.getInputStream(jar.getEntry(SBOM))) {
			return JsonMapper.shared().readTree(content);
		}
	}

}
