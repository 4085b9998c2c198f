package fr.passerelle.mockcas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The XML of CAS 2 and 3. The {@link Layout} says where the attributes are, and the
 * {@link XmlStyle} how the platform writes.
 */
final class CasXmlFormat implements AnswerFormat {

	private final XmlStyle style;

	CasXmlFormat(XmlStyle style) {
		this.style = style;
	}

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		Map<String, List<String>> attributes = this.style.attributes() ? success.attributes() : Map.of();
		List<String> content = new ArrayList<>(List.of(element("cas:user", success.user())));
		switch (layout) {
			case FLAT -> content.addAll(elements(attributes, "cas:"));
			case GROUPED -> content.addAll(group(success, elements(attributes, "cas:")));
			case GROUPED_NAME_VALUE -> {
				content.addAll(group(success, elements(attributes, "cas:")));
				this.style.technical().apply(success).forEach((name, value) -> content.add(pair(name, value)));
				content.addAll(forEachValue(attributes, CasXmlFormat::pair));
			}
			case FLAT_AND_GROUPED -> {
				content.addAll(wrapped("cas:attributes", elements(attributes, "cas:")));
				content.addAll(elements(attributes, "cas:"));
			}
			case NESTED -> content.addAll(group(success, wrapped("cas:userAttributes", elements(attributes, ""))));
			case NESTED_PREFIXED ->
				content.addAll(group(success, wrapped("cas:userAttributes", elements(attributes, "cas:"))));
			case NAME_VALUE -> content
				.addAll(forEachValue(attributes, (name, value) -> element("cas:" + name, value) + pair(name, value)));
		}
		if (!success.ticket().proxies().isEmpty()) {
			content.addAll(wrapped("cas:proxies",
					success.ticket().proxies().stream().map((proxy) -> element("cas:proxy", proxy)).toList()));
		}
		return response(wrapped("cas:authenticationSuccess", content));
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		String start = "<cas:authenticationFailure code=\"" + Markup.escape(failure.code()) + "\">";
		String text = Markup.escape(failure.text());
		String end = "</cas:authenticationFailure>";
		return response(this.style.failureOnLines() ? List.of(start, this.style.indent() + text, end)
				: List.of(start + text + end));
	}

	private Answer response(List<String> lines) {
		StringBuilder xml = new StringBuilder(
				this.style.declaration() ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : "");
		char quote = this.style.quote();
		xml.append("<cas:serviceResponse xmlns:cas=")
			.append(quote)
			.append("http://www.yale.edu/tp/cas")
			.append(quote)
			.append(">\n");
		lines.forEach((line) -> xml.append(this.style.indent()).append(line).append('\n'));
		return Answer.text(200, this.style.contentType(), xml.append("</cas:serviceResponse>\n").toString());
	}

	/** There is no group where there is nothing to group. */
	private List<String> group(Validation.Success success, List<String> attributes) {
		if (!this.style.attributes()) {
			return List.of();
		}
		List<String> content = new ArrayList<>();
		this.style.technical().apply(success).forEach((name, value) -> content.add(element("cas:" + name, value)));
		content.addAll(attributes);
		return wrapped("cas:attributes", content);
	}

	private List<String> wrapped(String name, List<String> content) {
		List<String> lines = new ArrayList<>();
		lines.add("<" + name + ">");
		content.forEach((line) -> lines.add(this.style.indent() + line));
		lines.add("</" + name + ">");
		return lines;
	}

	private List<String> elements(Map<String, List<String>> attributes, String prefix) {
		List<String> lines = new ArrayList<>();
		attributes.forEach((name, values) -> {
			if (values.isEmpty()) {
				lines.add("<" + prefix + name + " />");
			}
			else if (this.style.lists().contains(name)) {
				String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
				lines.addAll(wrapped(prefix + name,
						values.stream().map((value) -> element(prefix + singular, value)).toList()));
			}
			else {
				values.forEach((value) -> lines.add(element(prefix + name, value)));
			}
		});
		return lines;
	}

	private String element(String name, String value) {
		return "<" + name + ">" + this.style.escaper().apply(value) + "</" + name + ">";
	}

	private static String pair(String name, String value) {
		return "<cas:attribute name=\"%s\" value=\"%s\"/>".formatted(name, Markup.escape(value));
	}

	private static List<String> forEachValue(Map<String, List<String>> attributes, BinaryOperator<String> writer) {
		return attributes.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue().stream().map((value) -> writer.apply(entry.getKey(), value)))
			.toList();
	}

}
