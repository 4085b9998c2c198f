package fr.passerelle.gateway.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.FoldedText;

/**
 * What an ENT said of a person, free of any protocol. Attribute values are cleaned of
 * surrounding blanks and hold no control characters; the text never shows them.
 *
 * @param user the ENT's name of the person, never blank
 * @param attributes released attributes, in order, each with its values
 * @param unclean values that are too long or hold control characters, those made blanks:
 * they serve as no name and no id, but may hold a list that says where the person belongs
 */
public record RemoteIdentity(String user, Map<String, List<String>> attributes, Map<String, List<String>> unclean) {

	public RemoteIdentity {
		if (user.isBlank()) {
			throw new IllegalArgumentException("an identity without a user");
		}
		attributes = copy(attributes);
		unclean = copy(unclean);
	}

	/** Of clean attributes alone. */
	public RemoteIdentity(String user, Map<String, List<String>> attributes) {
		this(user, attributes, Map.of());
	}

	private static Map<String, List<String>> copy(Map<String, List<String>> values) {
		Map<String, List<String>> copy = new LinkedHashMap<>();
		values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
		return Collections.unmodifiableMap(copy);
	}

	/**
	 * The values of the first of these attributes that is released; empty where none is.
	 */
	public List<String> first(List<String> names) {
		for (String name : names) {
			List<String> values = values(this.attributes, name);
			if (!values.isEmpty()) {
				return values;
			}
		}
		return List.of();
	}

	/** As {@link #first}, for an attribute that is read as a list. */
	List<String> firstList(List<String> names) {
		for (String name : names) {
			List<String> values = list(name);
			if (!values.isEmpty()) {
				return values;
			}
		}
		return List.of();
	}

	/** The values of all these attributes, each read as a list. */
	List<String> lists(List<String> names) {
		return names.stream().flatMap((name) -> list(name).stream()).toList();
	}

	private List<String> list(String name) {
		List<String> values = new ArrayList<>(values(this.attributes, name));
		values.addAll(values(this.unclean, name));
		return values;
	}

	/**
	 * The very name, where it is one with a prefix: a claim's whole address means that
	 * claim alone. Otherwise all spellings of a name: directories do not know letter
	 * case, and some servers write a prefix into the name itself.
	 */
	private static List<String> values(Map<String, List<String>> released, String name) {
		List<String> exact = released.get(name);
		if (exact != null && bare(name).length() < name.strip().length()) {
			return exact.stream().distinct().toList();
		}
		List<String> found = List.of();
		for (Map.Entry<String, List<String>> attribute : released.entrySet()) {
			if (isCalled(attribute.getKey(), name)) {
				found = found.isEmpty() ? attribute.getValue()
						: Stream.concat(found.stream(), attribute.getValue().stream()).toList();
			}
		}
		return (found.size() > 1) ? found.stream().distinct().toList() : found;
	}

	private static boolean isCalled(String released, String wanted) {
		if (endDiffers(released, wanted)) {
			return false;
		}
		String one = bare(released);
		String other = bare(wanted);
		return (FoldedText.isAscii(one) && FoldedText.isAscii(other)) ? one.equalsIgnoreCase(other)
				: folded(one).equals(folded(other));
	}

	/**
	 * Whether the plain letters at the ends of two names tell them apart. A login asks
	 * for some ten names of each attribute, and few of them agree.
	 */
	private static boolean endDiffers(String released, String wanted) {
		int i = released.length() - 1;
		int j = wanted.length() - 1;
		for (; i >= 0 && j >= 0; i--, j--) {
			int one = plainLetter(released.charAt(i));
			int other = plainLetter(wanted.charAt(j));
			if (one < 0 || other < 0) {
				return false;
			}
			if (one != other) {
				return true;
			}
		}
		return false;
	}

	/** A letter of ASCII without its case, or a digit; -1 for any other character. */
	private static int plainLetter(char c) {
		if (c >= 'A' && c <= 'Z') {
			return c + ('a' - 'A');
		}
		return ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) ? c : -1;
	}

	private static String bare(String name) {
		String stripped = name.strip();
		int end = Math.max(stripped.lastIndexOf(':'), Math.max(stripped.lastIndexOf('}'), stripped.lastIndexOf('/')));
		return stripped.substring(end + 1);
	}

	private static String folded(String name) {
		return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return "RemoteIdentity[" + this.attributes.size() + " attributes]";
	}

}
