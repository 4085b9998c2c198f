package fr.passerelle.mockcas;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * How a platform writes the XML of CAS 2 and 3, apart from the {@link Layout}.
 *
 * @param contentType the media type; null for none
 * @param declaration whether the answer begins with an XML declaration
 * @param quote the quotation mark of the namespace
 * @param indent one step of indentation
 * @param technical the fields about the login that a group of attributes begins with
 * @param attributes whether there are attributes at all
 * @param escaper what becomes of values
 * @param lists attributes that are written as a wrapper in the plural, with one child in
 * the singular for each value
 * @param failureOnLines whether the sentence of a refusal has a line of its own
 */
record XmlStyle(@Nullable String contentType, boolean declaration, char quote, String indent,
		Function<Validation.Success, Map<String, String>> technical, boolean attributes, UnaryOperator<String> escaper,
		Set<String> lists, boolean failureOnLines) {

	/** Without a platform. */
	static final XmlStyle USUAL = new XmlStyle("application/xml;charset=UTF-8", true, '"', "  ",
			XmlStyle::fieldsOfTheSchema, true, Markup::escape, Set.of(), false);

	/** The same without declaration, in a media type of the platform's own. */
	static XmlStyle bare(@Nullable String contentType, String indent) {
		return new XmlStyle(contentType, false, '"', indent, XmlStyle::fieldsOfTheSchema, true, Markup::escape,
				Set.of(), false);
	}

	/** The three fields that the protocol's schema asks for. */
	private static Map<String, String> fieldsOfTheSchema(Validation.Success success) {
		return fields(success.now().truncatedTo(ChronoUnit.MILLIS).toString(), success.ticket().fromNewLogin());
	}

	static Map<String, String> fields(String authenticationDate, boolean fromNewLogin) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("authenticationDate", authenticationDate);
		fields.put("longTermAuthenticationRequestTokenUsed", "false");
		fields.put("isFromNewLogin", Boolean.toString(fromNewLogin));
		return fields;
	}

	XmlStyle technical(Function<Validation.Success, Map<String, String>> other) {
		return new XmlStyle(this.contentType, this.declaration, this.quote, this.indent, other, this.attributes,
				this.escaper, this.lists, this.failureOnLines);
	}

	XmlStyle singleQuoted() {
		return new XmlStyle(this.contentType, this.declaration, '\'', this.indent, this.technical, this.attributes,
				this.escaper, this.lists, this.failureOnLines);
	}

	XmlStyle withoutAttributes() {
		return new XmlStyle(this.contentType, this.declaration, this.quote, this.indent, this.technical, false,
				this.escaper, this.lists, this.failureOnLines);
	}

	XmlStyle unescaped() {
		return new XmlStyle(this.contentType, this.declaration, this.quote, this.indent, this.technical,
				this.attributes, UnaryOperator.identity(), this.lists, this.failureOnLines);
	}

	XmlStyle lists(Set<String> names) {
		return new XmlStyle(this.contentType, this.declaration, this.quote, this.indent, this.technical,
				this.attributes, this.escaper, names, this.failureOnLines);
	}

	XmlStyle failureOnItsOwnLine() {
		return new XmlStyle(this.contentType, this.declaration, this.quote, this.indent, this.technical,
				this.attributes, this.escaper, this.lists, true);
	}

}
