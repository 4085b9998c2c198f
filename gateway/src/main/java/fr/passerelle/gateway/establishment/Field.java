package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One field of a protocol's block in a delegation: its key, the values it takes, and
 * where the console's form and the API's answers show it. The document's reader, the
 * form, the answers and the comparison iterate over lists of fields.
 *
 * @param <V> what the program makes of the field
 */
public final class Field<V> {

	private final String key;

	private final Kind kind;

	private final Map<String, V> choices;

	private final @Nullable V preset;

	private final String input;

	private final Place place;

	private final boolean inAnswers;

	private final String suggestion;

	private Field(String key, Kind kind, Map<String, V> choices, @Nullable V preset, String input, Place place,
			boolean inAnswers, String suggestion) {
		this.key = key;
		this.kind = kind;
		this.choices = choices;
		this.preset = preset;
		this.input = input;
		this.place = place;
		this.inAnswers = inAnswers;
		this.suggestion = suggestion;
	}

	/** An address of the kind {@code SERVER}, {@code LINK} or {@code CALLED}. */
	static Field<URI> address(String key, Kind kind) {
		return new Field<>(key, kind, Map.of(), null, key, Place.ADVANCED, true, "");
	}

	/** One of an enum's names. */
	static <E extends Enum<E>> Field<E> choice(String key, Class<E> type) {
		return choice(key, type, Enum::name);
	}

	/** One of an enum's values by names of its own. */
	static <E extends Enum<E>> Field<E> choice(String key, Class<E> type, Function<E, String> name) {
		Map<String, E> choices = new LinkedHashMap<>();
		for (E value : type.getEnumConstants()) {
			choices.put(name.apply(value), value);
		}
		return new Field<>(key, Kind.CHOICE, choices, null, key, Place.ADVANCED, true, "");
	}

	/** True or false; false where the document does not say. */
	static Field<Boolean> flag(String key) {
		return new Field<>(key, Kind.FLAG, Map.of(), false, key, Place.ADVANCED, true, "");
	}

	/** True or false; true where the document does not say. */
	static Field<Boolean> flagSet(String key) {
		return new Field<>(key, Kind.FLAG, Map.of(), true, key, Place.ADVANCED, true, "");
	}

	/** Certificates in PEM form; none where the document does not say. */
	static Field<List<X509Certificate>> certificates(String key) {
		return new Field<>(key, Kind.CERTIFICATES, Map.of(), List.of(), key, Place.ADVANCED, true, "");
	}

	/** One line of text. */
	static Field<String> text(String key) {
		return new Field<>(key, Kind.TEXT, Map.of(), null, key, Place.ADVANCED, true, "");
	}

	/** Several words; some where the document does not say. */
	static Field<List<String>> words(String key, List<String> unsaid) {
		return new Field<>(key, Kind.WORDS, Map.of(), unsaid, key, Place.ADVANCED, true, String.join(" ", unsaid));
	}

	/** A whole document as text. */
	static Field<String> document(String key) {
		return new Field<>(key, Kind.DOCUMENT, Map.of(), null, key, Place.ADVANCED, true, "");
	}

	Field<V> at(Place shown) {
		return new Field<>(this.key, this.kind, this.choices, this.preset, this.input, shown, this.inAnswers,
				this.suggestion);
	}

	/** The same, where the form's input and the words have another name than the key. */
	Field<V> named(String name) {
		return new Field<>(this.key, this.kind, this.choices, this.preset, name, this.place, this.inAnswers,
				this.suggestion);
	}

	Field<V> outOfAnswers() {
		return new Field<>(this.key, this.kind, this.choices, this.preset, this.input, this.place, false,
				this.suggestion);
	}

	/**
	 * The same, where the form of a new delegation without a catalogue entry suggests a
	 * value.
	 */
	Field<V> suggesting(V value) {
		return new Field<>(this.key, this.kind, this.choices, this.preset, this.input, this.place, this.inAnswers,
				String.valueOf(written(value)));
	}

	/** The key in the document and in the API's answers. */
	public String key() {
		return this.key;
	}

	public Kind kind() {
		return this.kind;
	}

	/** The values of a choice by their names in the document. */
	public Map<String, V> choices() {
		return this.choices;
	}

	/** The value where neither the document nor the catalogue says one. */
	public @Nullable V preset() {
		return this.preset;
	}

	/** Whether a flag is set where the document does not say. */
	public boolean isSetUnsaid() {
		return Boolean.TRUE.equals(this.preset);
	}

	/** The name of the form's input and of the words that describe it. */
	public String input() {
		return this.input;
	}

	public Place place() {
		return this.place;
	}

	/** Whether the API shows the value. */
	public boolean isInAnswers() {
		return this.inAnswers;
	}

	/** A value as the document writes it: a choice by its name there. */
	public Object written(Object value) {
		return this.choices.entrySet()
			.stream()
			.filter((choice) -> choice.getValue().equals(value))
			.<Object>map(Map.Entry::getKey)
			.findFirst()
			.orElse(value);
	}

	/** What a form without a catalogue entry starts with; empty: nothing. */
	public String suggestion() {
		return this.suggestion;
	}

	/**
	 * A value that a reader made for this field; the kind says which type it makes.
	 */
	@SuppressWarnings("unchecked")
	public V cast(Object value) {
		return (V) value;
	}

	@Override
	public String toString() {
		return this.key;
	}

	/** What a field may hold. */
	public enum Kind {

		/** A server's root, below which a protocol's addresses are found. */
		SERVER,
		/** An address to which a browser is sent. */
		LINK,
		/** An address that the gateway calls. */
		CALLED,
		/** One of several words. */
		CHOICE,
		/** True or false. */
		FLAG,

		/** One line of text. */
		TEXT,

		/** Several words, a list in a document and one line in a form. */
		WORDS,

		/** A whole document as text. */
		DOCUMENT,
		/** Certificates in PEM form. */
		CERTIFICATES;

		private static final Set<Kind> ADDRESSES = Set.of(SERVER, LINK, CALLED);

		/** Whether it is an address. */
		public boolean isAddress() {
			return ADDRESSES.contains(this);
		}

	}

	/** Where the console's form shows a field, from top to bottom. */
	public enum Place {

		/** The server, which the other addresses follow from. */
		SERVER,
		/** Addresses that are shown once they are said to differ. */
		WHERE_DIFFERENT,
		/** Beside the addresses. */
		MAIN,
		/** At the head of the advanced settings. */
		ADVANCED,
		/** At the end of the advanced settings. */
		LAST

	}

}
