package fr.passerelle.gateway.version;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DocumentReaderTests;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveDirectoryTests {

	private final LiveDirectory directory = new LiveDirectory();

	@Test
	void byHostWhenPortIsTheSchemesOwnThenFoundWithAndWithout() {
		put("0330001A", "https://college.example.fr", 1);
		assertThat(found("college.example.fr")).isEqualTo("0330001A");
		assertThat(found("college.example.fr:443")).isEqualTo("0330001A");
		assertThat(found("College.Example.FR")).isEqualTo("0330001A");
	}

	@Test
	void byHostWhenTwoShareANameThenThePortDecides() {
		put("0330001A", "https://cite.example.fr:8443", 1);
		put("0330002B", "https://cite.example.fr:9443", 1);
		assertThat(found("cite.example.fr:8443")).isEqualTo("0330001A");
		assertThat(found("cite.example.fr:9443")).isEqualTo("0330002B");
		assertThat(found("cite.example.fr")).isEqualTo("none");
		assertThat(found("cite.example.fr:1")).isEqualTo("none");
	}

	@Test
	void byHostWhenOneHasTheNameThenAnyPortIsItsOwn() {
		put("0330001A", "http://localhost:8080", 1);
		assertThat(found("localhost:18080")).isEqualTo("0330001A");
		assertThat(found("localhost")).isEqualTo("0330001A");
	}

	@Test
	void byHostWhenIpv6ThenBracketsAreTheName() {
		put("0330001A", "http://[::1]:8080", 1);
		assertThat(found("[::1]:8080")).isEqualTo("0330001A");
		assertThat(found("[::1]")).isEqualTo("0330001A");
	}

	@Test
	void byHostWhenUnknownOrAbsurdThenNone() {
		put("0330001A", "https://college.example.fr", 1);
		List<String> absurd = List.of("", ":", ":443", "example.fr", "xcollege.example.fr", "college.example.fr.evil",
				"college.example.fr:443:443", "x".repeat(100_000), "]", "[");
		assertThat(absurd).allMatch((authority) -> found(authority).equals("none"));
	}

	@Test
	void putWhenLaterIsInEffectThenLeavesIt() {
		put("0330001A", "https://new.example.fr", 2);
		put("0330001A", "https://old.example.fr", 1);
		assertThat(found("new.example.fr")).isEqualTo("0330001A");
		assertThat(found("old.example.fr")).isEqualTo("none");
	}

	@Test
	void putWhenDeletedSinceThenStaysDeleted() {
		put("0330001A", "https://a.example.fr", 1);
		this.directory.remove(new Uai("0330001A"), 2);
		put("0330001A", "https://a.example.fr", 1);
		assertThat(found("a.example.fr")).isEqualTo("none");
	}

	@Test
	void ownerOfSeesThroughDefaultPorts() {
		put("0330001A", "https://a.example.fr", 1);
		Uai other = new Uai("0330002B");
		assertThat(this.directory.ownerOf(other, "a.example.fr")).hasToString("0330001A");
		assertThat(this.directory.ownerOf(other, "b.example.fr")).isNull();
		assertThat(this.directory.ownerOf(new Uai("0330001A"), "a.example.fr")).isNull();
	}

	@Test
	void readersSeeAWholePictureWhileItChanges() throws Exception {
		put("0330001A", "https://a.example.fr", 1);
		List<String> seen = new ArrayList<>();
		Thread reader = new Thread(() -> {
			for (int i = 0; i < 20_000; i++) {
				seen.add(found("a.example.fr"));
			}
		});
		reader.start();
		for (int version = 2; version < 200; version++) {
			put("0330001A", "https://a.example.fr", version);
		}
		reader.join();
		assertThat(seen).hasSize(20_000).containsOnly("0330001A");
	}

	private String found(String authority) {
		Establishment establishment = this.directory.byHost(authority);
		return (establishment != null) ? establishment.uai().value() : "none";
	}

	private void put(String uai, String publicUrl, long version) {
		Establishment read = DocumentReaderTests.read(ConfigurationDocument.parse(DocumentReaderTests
			.bytes("{\"uai\":\"%s\",\"name\":\"X\",\"publicUrl\":\"%s\",\"upstream\":\"http://u\"}".formatted(uai,
					publicUrl)),
				Format.JSON));
		this.directory.put(new Establishment(read.uai(), read.name(), read.publicUrl(), version, read.published(),
				read.closedReason(), null, read.basePath(), read.delegations(), read.espaces(), read.paths(),
				read.upstream()));
	}

}
