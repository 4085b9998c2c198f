package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API as {@code /v3/api-docs} describes it, held against what was sent and answered.
 */
final class DescribedApi {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

	private final JsonNode api;

	private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

	private final Set<String> called = new HashSet<>();

	private final Set<String> sent = new HashSet<>();

	DescribedApi(String description) {
		this.api = tree(description);
	}

	JsonNode root() {
		return this.api;
	}

	/** Method and path of every operation. */
	Set<String> operations() {
		Set<String> all = new TreeSet<>();
		this.api.get("paths").properties().forEach((path) -> names(path.getValue()).forEach((method) -> {
			if (METHODS.contains(method)) {
				all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
			}
		}));
		return all;
	}

	/** Those that never did what they are for. */
	Set<String> neverCalled() {
		Set<String> never = new TreeSet<>(operations());
		never.removeAll(this.called);
		return never;
	}

	/** Types of bodies that never were taken. */
	Set<String> neverSent() {
		Set<String> never = new TreeSet<>();
		for (String operation : operations()) {
			String[] parts = operation.split(" ", 2);
			names(operation(parts[0], parts[1]).path("requestBody").path("content"))
				.forEach((type) -> never.add(operation + " " + type));
		}
		never.removeAll(this.sent);
		return never;
	}

	JsonNode operation(String method, String path) {
		JsonNode operation = this.api.get("paths").path(path).path(method.toLowerCase(Locale.ROOT));
		assertThat(operation.isObject()).as("%s %s is described", method, path).isTrue();
		return operation;
	}

	/** Holds one exchange against the description. */
	void check(String method, String path, String sentType, String sent, HttpResponse<String> answer) {
		String what = method + " " + path + " " + answer.statusCode();
		JsonNode operation = operation(method, path);
		JsonNode described = operation.path("responses").path(String.valueOf(answer.statusCode()));
		assertThat(described.isObject()).as("%s is described: %s", what, answer.body()).isTrue();
		if (answer.statusCode() < 300) {
			this.called.add(method + " " + path);
			this.sent.add(method + " " + path + " " + sentType.replaceAll(";.*", ""));
			checkSent(what, operation, sentType, sent);
			assertThat(described.path("headers").has("ETag")).as("%s: ETag", what)
				.isEqualTo(answer.headers().firstValue("ETag").isPresent());
		}
		JsonNode content = described.path("content");
		if (answer.body().isEmpty()) {
			return;
		}
		String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
		assertThat(names(content)).as("%s: media types", what).contains(type);
		if (type.endsWith("json")) {
			assertThat(faults(content.path(type).path("schema"), tree(answer.body()))).as("%s: %s", what, answer.body())
				.isEmpty();
		}
	}

	private void checkSent(String what, JsonNode operation, String type, String sent) {
		JsonNode content = operation.path("requestBody").path("content");
		if (sent.isEmpty()) {
			return;
		}
		assertThat(names(content)).as("%s: what is sent", what).contains(type.replaceAll(";.*", ""));
		if (type.endsWith("json")) {
			assertThat(faults(content.path(type).path("schema"), tree(sent))).as("%s: sent %s", what, sent).isEmpty();
		}
	}

	private List<String> faults(JsonNode schema, JsonNode value) {
		ObjectNode root = JSON.createObjectNode();
		root.set("allOf", JSON.createArrayNode().add(schema));
		root.set("components", this.api.get("components"));
		List<String> faults = new ArrayList<>();
		for (ValidationMessage message : this.schemas.getSchema(root).validate(value)) {
			faults.add(message.getMessage());
		}
		return faults;
	}

	private static List<String> names(JsonNode object) {
		List<String> names = new ArrayList<>();
		for (Iterator<String> all = object.fieldNames(); all.hasNext();) {
			names.add(all.next());
		}
		return names;
	}

	private static JsonNode tree(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
