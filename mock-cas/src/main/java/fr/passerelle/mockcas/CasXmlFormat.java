package fr.passerelle.mockcas;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The XML of CAS 2 and 3. The {@link Layout} says where the attributes are.
 */
final class CasXmlFormat implements AnswerFormat {

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		StringBuilder xml = new StringBuilder();
		xml.append("  <cas:authenticationSuccess>\n    ");
		xml.append(Markup.element("cas:user", success.ticket().username())).append('\n');
		Map<String, List<String>> attributes = success.attributes();
		switch (layout) {
			case FLAT -> xml.append(elements(attributes, "cas:", "    "));
			case GROUPED -> xml.append(group(technical(success) + elements(attributes, "cas:", "      ")));
			case NESTED -> xml.append(group(technical(success) + nested(elements(attributes, "", "        "))));
			case NESTED_PREFIXED ->
				xml.append(group(technical(success) + nested(elements(attributes, "cas:", "        "))));
			case NAME_VALUE -> xml.append(elements(attributes, "cas:", "    ")).append(pairs(attributes));
		}
		if (!success.ticket().proxies().isEmpty()) {
			xml.append("    <cas:proxies>\n");
			success.ticket()
				.proxies()
				.forEach((proxy) -> xml.append("      ").append(Markup.element("cas:proxy", proxy)).append('\n'));
			xml.append("    </cas:proxies>\n");
		}
		xml.append("  </cas:authenticationSuccess>\n");
		return response(xml.toString());
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		return response("  <cas:authenticationFailure code=\"%s\">%s</cas:authenticationFailure>\n"
			.formatted(Markup.escape(failure.code()), Markup.escape(failure.text())));
	}

	private static Answer response(String content) {
		return Answer.of(200, "application/xml;charset=UTF-8", """
				<?xml version="1.0" encoding="UTF-8"?>
				<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
				%s</cas:serviceResponse>
				""".formatted(content));
	}

	/** The three fields that the protocol's schema asks for. */
	private static String technical(Validation.Success success) {
		String indent = "      ";
		return indent
				+ Markup.element("cas:authenticationDate", success.now().truncatedTo(ChronoUnit.MILLIS).toString())
				+ "\n" + indent + Markup.element("cas:longTermAuthenticationRequestTokenUsed", "false") + "\n" + indent
				+ Markup.element("cas:isFromNewLogin", Boolean.toString(success.ticket().fromNewLogin())) + "\n";
	}

	private static String group(String content) {
		return "    <cas:attributes>\n" + content + "    </cas:attributes>\n";
	}

	private static String nested(String content) {
		return "      <cas:userAttributes>\n" + content + "      </cas:userAttributes>\n";
	}

	private static String elements(Map<String, List<String>> attributes, String prefix, String indent) {
		return attributes.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue().stream().map((v) -> Markup.element(prefix + entry.getKey(), v)))
			.map((element) -> indent + element + "\n")
			.collect(Collectors.joining());
	}

	private static String pairs(Map<String, List<String>> attributes) {
		return attributes.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue()
				.stream()
				.map((value) -> "    <cas:attribute name=\"%s\" value=\"%s\"/>\n".formatted(entry.getKey(),
						Markup.escape(value))))
			.collect(Collectors.joining());
	}

}
