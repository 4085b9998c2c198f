package fr.passerelle.gateway.api;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the controllers do not tell of an operation, from {@code operations.json}.
 *
 * @param summary one line
 * @param body schemas by media type; an empty one is text or bytes; null where the
 * controller's own types say it
 * @param created whether it answers 201
 * @param answers media types of files that it answers with
 * @param versioned whether the answer has a version as its ETag
 */
record DescribedOperation(String summary, @Nullable Map<String, String> body, @Nullable Boolean created,
		@Nullable List<String> answers, @Nullable Boolean versioned) {

	void complete(String name, OpenAPI api) {
		String[] parts = name.split(" ", 2);
		PathItem path = api.getPaths().get(parts[1]);
		Operation operation = (path != null) ? path.readOperationsMap().get(HttpMethod.valueOf(parts[0])) : null;
		if (operation == null) {
			throw new IllegalStateException("operations.json describes " + name + ", which there is not");
		}
		operation.setSummary(this.summary);
		if (!parts[0].equals("GET")) {
			OpenApiConfiguration.problem(operation, "409", "It does not go with what is there.");
			OpenApiConfiguration.problem(operation, "422", "Refused whole; the faults are named.");
		}
		if (this.body != null) {
			OpenApiConfiguration.problem(operation, "413", "The body is too large.");
			OpenApiConfiguration.problem(operation, "415", "The body is of a type that is not taken.");
			operation.setRequestBody(requestBody(this.body));
		}
		if (this.answers != null) {
			Content files = new Content();
			this.answers.forEach((type) -> files.addMediaType(type, new MediaType()));
			operation.getResponses().addApiResponse("200", new ApiResponse().description("The file.").content(files));
		}
		if (Boolean.TRUE.equals(this.created)) {
			ApiResponse made = operation.getResponses().remove("200");
			if (made != null) {
				operation.getResponses().addApiResponse("201", made.description("Made."));
			}
		}
		if (Boolean.TRUE.equals(this.versioned)) {
			OpenApiConfiguration.version(operation);
		}
	}

	private static RequestBody requestBody(Map<String, String> body) {
		Content content = new Content();
		body.forEach((type, schema) -> {
			MediaType media = new MediaType();
			if (!schema.isEmpty()) {
				media.schema(new Schema<>().$ref("#/components/schemas/" + schema));
			}
			content.addMediaType(type, media);
		});
		return new RequestBody().content(content);
	}

}
