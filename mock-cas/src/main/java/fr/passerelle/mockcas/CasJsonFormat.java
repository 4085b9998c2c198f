package fr.passerelle.mockcas;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON of CAS 2 and 3, for clients that ask for {@code format=JSON}. It has one
 * layout.
 */
final class CasJsonFormat implements AnswerFormat {

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("authenticationDate", success.now().toString());
		attributes.put("longTermAuthenticationRequestTokenUsed", false);
		attributes.put("isFromNewLogin", success.ticket().fromNewLogin());
		attributes.putAll(success.attributes());
		Map<String, Object> content = new LinkedHashMap<>();
		content.put("user", success.user());
		content.put("attributes", attributes);
		if (!success.ticket().proxies().isEmpty()) {
			content.put("proxies", success.ticket().proxies());
		}
		return response("authenticationSuccess", content);
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		Map<String, Object> content = new LinkedHashMap<>();
		content.put("code", failure.code());
		content.put("description", failure.text());
		return response("authenticationFailure", content);
	}

	private static Answer response(String kind, Map<String, Object> content) {
		return Answer.of(200, "application/json", JsonText.write(Map.of("serviceResponse", Map.of(kind, content))));
	}

}
