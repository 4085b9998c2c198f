package fr.passerelle.gateway.security;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes problems where a filter answers instead of a controller.
 */
public final class ProblemWriter {

	private final JsonMapper json;

	ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	/** Writes a problem as the whole answer, which no cache keeps. */
	public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("title", problem.getTitle());
		body.put("status", problem.getStatus());
		body.put("detail", problem.getDetail());
		Map<String, Object> properties = Objects.requireNonNullElse(problem.getProperties(), Map.of());
		body.putAll(properties);
		if (properties.get(Problems.CODE) instanceof String code) {
			response.setHeader("Passerelle-Error", code);
		}
		response.setStatus(problem.getStatus());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsBytes(body));
	}

}
