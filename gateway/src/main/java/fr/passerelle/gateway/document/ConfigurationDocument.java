package fr.passerelle.gateway.document;

import java.time.Instant;
import java.util.Optional;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * One establishment's configuration as its administrator wrote it, its keys in the
 * contract's order. Immutable. It is JSON or YAML of the right size;
 * {@link DocumentReader} decides whether it is accepted.
 */
public final class ConfigurationDocument {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final YAMLMapper YAML = YAMLMapper
		.builder(YAMLFactory.builder().stringQuotingChecker(new CoreSchemaQuotes()).build())
		.disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
		.enable(YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
		.enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE, YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
		.build();

	private final ObjectNode root;

	public ConfigurationDocument(ObjectNode root) {
		this.root = DocumentOrder.of(root);
	}

	/**
	 * Reads a document's text.
	 * @param text UTF-8
	 * @param format the one that the sender declared
	 * @return the document
	 * @throws InvalidDocumentException if it is not of this format, too large, or has a
	 * key twice
	 */
	public static ConfigurationDocument parse(byte[] text, Format format) {
		return new ConfigurationDocument(DocumentParser.parse(text, format));
	}

	/** The establishment that it configures; empty if it names no establishment. */
	public Optional<Uai> uai() {
		JsonNode uai = this.root.get("uai");
		return (uai != null && uai.isString() && Uai.isUai(uai.stringValue())) ? Optional.of(new Uai(uai.stringValue()))
				: Optional.empty();
	}

	/**
	 * The moment at which it opens again; empty if it is absent or not in the right form.
	 */
	public Optional<Instant> closedUntil() {
		JsonNode until = this.root.get("closedUntil");
		try {
			return (until != null && until.isString()) ? Optional.of(Texts.moment(until.stringValue()).toInstant())
					: Optional.empty();
		}
		catch (Flaw ex) {
			return Optional.empty();
		}
	}

	/** As JSON, for programs and the store. */
	public String toJson() {
		return JSON.writeValueAsString(this.root);
	}

	/** As YAML, for people. */
	public String toYaml() {
		return YAML.writeValueAsString(this.root);
	}

	/** The library knows most numbers; the reader's own schema knows all of them. */
	private static final class CoreSchemaQuotes extends StringQuotingChecker.Default {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean needToQuoteValue(String value) {
			return super.needToQuoteValue(value) || !YamlTree.isReadAsText(value);
		}

	}

	/** A copy that an edit may change. */
	public ObjectNode copy() {
		return this.root.deepCopy();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ConfigurationDocument document && this.root.equals(document.root);
	}

	@Override
	public int hashCode() {
		return this.root.hashCode();
	}

	@Override
	public String toString() {
		return toJson();
	}

	/** The formats of a document's text. */
	public enum Format {

		JSON, YAML

	}

}
