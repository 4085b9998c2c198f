package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.ExpectedVersion;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes the API for {@link DescriptionTests}: read off the controllers, completed
 * here by what every call shares.
 */
@TestConfiguration(proxyBeanMethods = false)
public class OpenApiConfiguration {

	private static final String PROBLEM_JSON = "application/problem+json";

	private static final String DOCUMENT = "#/components/schemas/Document";

	/** Answers that every call may give. */
	private static final Map<String, String> ALWAYS = Map.of("400", "The request cannot be read.", "401",
			"Nobody, or wrong credentials.", "403", "Not for these credentials.", "404",
			"What the path names does not exist.", "429", "The address is suspended; Retry-After says for how long.",
			"500", "The request failed; the program's log says why.", "503",
			"Too much of this at once; Retry-After says when to try again.");

	static {
		StringSchema uai = new StringSchema();
		uai.setPattern("[0-9]{7}[A-Z]");
		uai.setExample("0330001A");
		StringSchema espace = new StringSchema();
		espace.setEnum(List.copyOf(EspaceKey.keys()));
		SpringDocUtils.getConfig()
			.replaceWithSchema(Uai.class, uai)
			.replaceWithSchema(EspaceKey.class, espace)
			.addRequestWrapperToIgnore(Actor.class, Change.class, ExpectedVersion.class, Grant.class,
					HttpHeaders.class);
	}

	@Bean
	OpenAPI description() {
		return new OpenAPI()
			.info(new Info().title("Passerelle")
				.version("v1")
				.description("The administrators' API. Errors are problems (RFC 9457) whose detail says what to do."))
			.servers(List.of(new Server().url("/")))
			.addSecurityItem(new SecurityRequirement().addList("basic"))
			.addSecurityItem(new SecurityRequirement().addList("token"))
			.components(new Components()
				.addSecuritySchemes("basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
				.addSecuritySchemes("token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")));
	}

	@Bean
	RecordSchemas recordSchemas() {
		return new RecordSchemas();
	}

	/** Schemas of documents and problems, which no Java type has. */
	@Bean
	GlobalOpenApiCustomizer handWrittenSchemas() {
		return (api) -> {
			schemas().forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
			SignOnSchemas.complete(api.getComponents().getSchemas());
			operations().forEach((name, described) -> described.complete(name, api));
			ClosedBodies.close(api);
			Paths sorted = new Paths();
			sorted.putAll(new TreeMap<>(api.getPaths()));
			api.setPaths(sorted);
			number(sorted);
		};
	}

	/**
	 * The library numbers equal names in the order of methods, which Java does not fix.
	 */
	private static void number(Paths paths) {
		Map<String, Integer> seen = new HashMap<>();
		paths.values().stream().flatMap((path) -> path.readOperations().stream()).forEach((operation) -> {
			String name = operation.getOperationId().replaceAll("(_[0-9]+)+$", "");
			int before = seen.merge(name, 1, Integer::sum) - 1;
			operation.setOperationId((before > 0) ? name + "_" + before : name);
		});
	}

	@Bean
	GlobalOperationCustomizer whatCallsShare() {
		return OpenApiConfiguration::complete;
	}

	private static Operation complete(Operation operation, HandlerMethod method) {
		operation.setTags(List.of(method.getBeanType().getSimpleName().replace("Controller", "")));
		List<Class<?>> parameters = Arrays.asList(method.getMethod().getParameterTypes());
		if (parameters.contains(ExpectedVersion.class)) {
			operation.addParametersItem(header("If-Match",
					"The version, as its ETag, that the change was made upon; left out, the change is taken."));
			problem(operation, "412", "It has changed since that version.");
		}
		if (parameters.contains(Change.class)) {
			operation.addParametersItem(new Parameter().in("query")
				.name("comment")
				.description("Why, for the history: one line of at most " + Change.MAX_COMMENT + " characters.")
				.schema(new StringSchema().maxLength(Change.MAX_COMMENT)));
			operation.addParametersItem(
					header("Passerelle-Comment", "The same as a header, percent-encoded where it is not ASCII."));
		}
		if (parameters.contains(ExpectedVersion.class)) {
			problem(operation, "422", "Refused whole; every fault is named by its path.");
		}
		documents(operation);
		new TreeMap<>(ALWAYS).forEach((status, words) -> problem(operation, status, words));
		return operation;
	}

	/** A body in JSON or YAML is an establishment's document. */
	private static void documents(Operation operation) {
		for (ApiResponse response : operation.getResponses().values()) {
			Content content = response.getContent();
			if (content != null && content.containsKey(Documents.YAML)) {
				content.values().forEach((media) -> media.schema(new Schema<>().$ref(DOCUMENT)));
			}
		}
	}

	private static Parameter header(String name, String words) {
		return new Parameter().in("header").name(name).description(words).schema(new StringSchema());
	}

	/** Each answer that is no problem has its version as an ETag. */
	static void version(Operation operation) {
		operation.getResponses()
			.entrySet()
			.stream()
			.filter((response) -> response.getKey().startsWith("2"))
			.forEach((response) -> response.getValue()
				.addHeaderObject(HttpHeaders.ETAG,
						new Header().description("The version, for If-Match.").schema(new StringSchema())));
	}

	static void problem(Operation operation, String status, String words) {
		operation.getResponses()
			.putIfAbsent(status,
					new ApiResponse().description(words)
						.content(new Content().addMediaType(PROBLEM_JSON,
								new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")))));
	}

	@SuppressWarnings("rawtypes") // as the library has its schemas
	private static Map<String, Schema> schemas() {
		return read("schemas.json", new TypeReference<TreeMap<String, Schema>>() {
		});
	}

	private static Map<String, DescribedOperation> operations() {
		return read("operations.json", new TypeReference<TreeMap<String, DescribedOperation>>() {
		});
	}

	private static <T> T read(String name, TypeReference<T> type) {
		try (InputStream file = OpenApiConfiguration.class.getResourceAsStream(name)) {
			if (file == null) {
				throw new IllegalStateException(name + " is not on the class path");
			}
			return Json31.mapper().readValue(file, type);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
