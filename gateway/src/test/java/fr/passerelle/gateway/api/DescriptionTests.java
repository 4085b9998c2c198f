package fr.passerelle.gateway.api;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the program's file of the API's description to the controllers. With
 * {@code -Ddescribe.api=true} it writes the file anew.
 */
@NullMarked
@SuppressWarnings("NullAway.Init")
class DescriptionTests extends RunningGateway {

	private static final Path SOURCE = Path.of("src/main/resources/fr/passerelle/gateway/api/openapi.json");

	private static final ObjectMapper JSON = new ObjectMapper();

	@Autowired
	private OpenApiWebMvcResource described;

	@Test
	void fileOfTheProgramDescribesTheControllers() throws Exception {
		byte[] now = this.described.openapiJson(new MockHttpServletRequest(), "/v3/described", Locale.ROOT);
		String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(now)) + "\n";
		if (Boolean.getBoolean("describe.api")) {
			Files.writeString(SOURCE, text);
		}
		else {
			try (InputStream file = Objects
				.requireNonNull(DescriptionController.class.getResourceAsStream(DescriptionController.FILE))) {
				assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
					.as("write it anew with -Ddescribe.api=true (CONTRIBUTING.md)")
					.isEqualTo(text);
			}
		}
	}

	@Test
	void descriptionIsSentOnceToACallerWhoKeepsIt() throws Exception {
		HttpResponse<String> first = send(asAdmin("/v3/api-docs"));
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
		String tag = first.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = send(asAdmin("/v3/api-docs").header("If-None-Match", tag));
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

}
