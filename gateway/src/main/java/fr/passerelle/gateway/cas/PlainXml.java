package fr.passerelle.gateway.cas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the small part of XML in which servers usually answer: elements, attributes
 * without prefix, namespace declarations, text, the five entities. A parser of the
 * platform is made anew for each answer, and takes longer than reading the answer.
 * <p>
 * Anything else ends in null, be it a fault, a comment or a bound: the caller then asks
 * the platform's parser, which decides alone what is refused and in which words.
 */
final class PlainXml {

	/** Deepest nesting, below that of {@link StrictXml}. */
	private static final int MAX_DEPTH = 16;

	/** Most elements, below those of {@link StrictXml}. */
	private static final int MAX_ELEMENTS = 1000;

	/** Most attributes of one element, declarations among them. */
	private static final int MAX_ATTRIBUTES = 8;

	/** Longest name with its prefix. */
	private static final int MAX_NAME = 100;

	private static final Set<String> DECLARATIONS = Set.of("xml version=\"1.0\"", "xml version='1.0'",
			"xml version=\"1.0\" encoding=\"UTF-8\"", "xml version='1.0' encoding='UTF-8'",
			"xml version=\"1.0\" encoding=\"utf-8\"", "xml version='1.0' encoding='utf-8'");

	private static final char FIRST_SURROGATE = '\uD800';

	private static final Map<String, Character> ENTITIES = Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos",
			'\'');

	/** The namespaces of XML itself have rules of their own. */
	private static final Set<String> RESERVED = Set.of("http://www.w3.org/XML/1998/namespace",
			"http://www.w3.org/2000/xmlns/");

	private final String text;

	private final Deque<Open> stack = new ArrayDeque<>();

	private int at;

	private int elements;

	private @Nullable XmlElement root;

	private PlainXml(String text) {
		this.text = text;
	}

	/**
	 * Reads a document.
	 * @param text without anything before it
	 * @return the root element; null where this reader does not know what it reads
	 */
	static @Nullable XmlElement read(String text) {
		PlainXml document = new PlainXml(text);
		return (document.passDeclaration() && document.readAll()) ? document.root : null;
	}

	/** Version 1.0, in UTF-8: the decoder has settled the charset before. */
	private boolean passDeclaration() {
		if (this.text.startsWith("<?")) {
			int end = this.text.indexOf("?>", 2);
			if (end < 0 || !DECLARATIONS.contains(this.text.substring(2, end))) {
				return false;
			}
			this.at = end + 2;
		}
		return true;
	}

	private boolean readAll() {
		while (this.at < this.text.length()) {
			if (this.text.charAt(this.at) != '<') {
				if (!readText()) {
					return false;
				}
			}
			else if (!(this.text.startsWith("</", this.at) ? close() : open())) {
				return false;
			}
		}
		return this.root != null && this.stack.isEmpty();
	}

	private boolean readText() {
		Open open = this.stack.peek();
		int begin = this.at;
		for (; this.at < this.text.length() && this.text.charAt(this.at) != '<'; this.at++) {
			char c = this.text.charAt(this.at);
			if (c == '&') {
				int end = this.text.indexOf(';', this.at);
				Character named = (end < 0 || end > this.at + 5) ? null
						: ENTITIES.get(this.text.substring(this.at + 1, end));
				if (named == null || open == null) {
					return false;
				}
				open.text.append(this.text, begin, this.at).append(named.charValue());
				this.at = end;
				begin = end + 1;
			}
			else if (!(isBlank(c) || (open != null && isPlain(c)))
					|| (c == ']' && this.text.startsWith("]]>", this.at))) {
				return false;
			}
		}
		if (open != null) {
			open.text.append(this.text, begin, this.at);
		}
		return true;
	}

	private static boolean isPlain(char c) {
		return c >= ' ' && c < FIRST_SURROGATE;
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\n' || c == '\t';
	}

	private boolean open() {
		this.at++;
		String name = name();
		Open parent = this.stack.peek();
		if (name == null || (parent == null && this.root != null) || this.stack.size() >= MAX_DEPTH
				|| this.elements >= MAX_ELEMENTS) {
			return false;
		}
		this.elements++;
		Open open = new Open(name, (parent != null) ? parent.namespaces : Map.of());
		if (!readAttributes(open)) {
			return false;
		}
		boolean empty = this.text.startsWith("/>", this.at);
		if (!empty && !this.text.startsWith(">", this.at)) {
			return false;
		}
		this.at += empty ? 2 : 1;
		if (!open.settleName()) {
			return false;
		}
		this.stack.push(open);
		if (empty) {
			end();
		}
		return true;
	}

	private boolean readAttributes(Open open) {
		for (int count = 0; passBlanks() && isNameStart(current()); count++) {
			String name = name();
			if (name == null || count >= MAX_ATTRIBUTES || current() != '=') {
				return false;
			}
			this.at++;
			char quote = current();
			int end = (quote == '"' || quote == '\'') ? this.text.indexOf(quote, this.at + 1) : -1;
			if (end < 0) {
				return false;
			}
			String value = this.text.substring(this.at + 1, end);
			if (!value.chars().allMatch((c) -> isPlain((char) c) && c != '<' && c != '&') || !open.add(name, value)) {
				return false;
			}
			this.at = end + 1;
		}
		return true;
	}

	/** Passes over blanks; whether there were any. */
	private boolean passBlanks() {
		int begin = this.at;
		while (isBlank(current())) {
			this.at++;
		}
		return this.at > begin;
	}

	/** NUL at the end, which no document can hold. */
	private char current() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : 0;
	}

	/** A name in plain letters, with one prefix at most; null for any other. */
	private @Nullable String name() {
		int begin = this.at;
		int parts = 1;
		boolean first = true;
		for (char c = current(); first ? isNameStart(c) : (isNamePart(c) || c == ':'); c = current()) {
			parts += (c == ':') ? 1 : 0;
			first = c == ':';
			this.at++;
		}
		return (first || parts > 2 || this.at - begin > MAX_NAME) ? null : this.text.substring(begin, this.at);
	}

	private static boolean isNameStart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
	}

	private static boolean isNamePart(char c) {
		return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
	}

	private boolean close() {
		Open open = this.stack.peek();
		if (open == null || !this.text.startsWith(open.written, this.at + 2)) {
			return false;
		}
		this.at += 2 + open.written.length();
		if (current() != '>') {
			return false;
		}
		this.at++;
		end();
		return true;
	}

	private void end() {
		XmlElement element = this.stack.pop().toElement();
		Open parent = this.stack.peek();
		if (parent != null) {
			parent.children.add(element);
		}
		else {
			this.root = element;
		}
	}

	/** An element whose end has not been met yet. */
	private static final class Open {

		/** The name with its prefix. */
		private final String written;

		/** Those of the elements around this one, and its own. */
		private Map<String, String> namespaces;

		/** Prefixes declared here; null for none. */
		private @Nullable Set<String> declared;

		private String namespace = "";

		private String name = "";

		private final Map<String, String> attributes = new HashMap<>();

		private final List<XmlElement> children = new ArrayList<>();

		private final StringBuilder text = new StringBuilder();

		Open(String written, Map<String, String> namespaces) {
			this.written = written;
			this.namespaces = namespaces;
		}

		/** Takes an attribute or a declaration; false where it needs more rules. */
		boolean add(String attribute, String value) {
			if (attribute.equals("xmlns")) {
				return declare("", value);
			}
			int colon = attribute.indexOf(':');
			if (colon < 0) {
				return this.attributes.put(attribute, value) == null;
			}
			String prefix = attribute.substring(colon + 1);
			return attribute.startsWith("xmlns:") && !prefix.startsWith("xml") && !value.isEmpty()
					&& declare(prefix, value);
		}

		private boolean declare(String prefix, String value) {
			if (RESERVED.contains(value)) {
				return false;
			}
			if (this.declared == null) {
				this.declared = new HashSet<>();
				this.namespaces = new HashMap<>(this.namespaces);
			}
			this.namespaces.put(prefix, value);
			return this.declared.add(prefix);
		}

		/** Finds the namespace; false where no prefix leads to one. */
		boolean settleName() {
			int colon = this.written.indexOf(':');
			this.name = this.written.substring(colon + 1);
			String found = this.namespaces.get((colon < 0) ? "" : this.written.substring(0, colon));
			this.namespace = (found != null) ? found : "";
			return colon < 0 || found != null;
		}

		XmlElement toElement() {
			return new XmlElement(this.namespace, this.name, this.attributes, this.children, this.text.toString());
		}

	}

}
