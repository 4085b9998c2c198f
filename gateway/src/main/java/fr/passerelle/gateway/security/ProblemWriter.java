package fr.passerelle.gateway.security;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import fr.passerelle.gateway.http.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes RFC 9457 problems where no controller is reached.
 */
public final class ProblemWriter {

	private final JsonMapper json;

	ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	/**
	 * A refusal.
	 *
	 * @param status the HTTP status
	 * @param code for the header {@code Passerelle-Error}, where the contract has one
	 * @param title what happened
	 * @param detail the cause and what to do next
	 * @param reference what the audit log has too
	 */
	public record Problem(int status, @Nullable ErrorCode code, String title, String detail,
			@Nullable String reference) {
	}

	/** Writes it as the whole answer, not to be kept. */
	public void write(HttpServletResponse response, Problem problem) throws IOException {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("title", problem.title());
		body.put("status", problem.status());
		body.put("detail", problem.detail());
		if (problem.code() != null) {
			body.put("code", problem.code().name());
			response.setHeader("Passerelle-Error", problem.code().name());
		}
		if (problem.reference() != null) {
			body.put("reference", problem.reference());
		}
		response.setStatus(problem.status());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsBytes(body));
	}

}
