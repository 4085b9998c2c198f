package fr.passerelle.gateway.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Collections;

/**
 * What an ENT said of a person, free of any protocol. Attribute values are cleaned of
 * surrounding blanks and hold no control characters; the text never shows them.
 *
 * @param user the ENT's name of the person, never blank
 * @param attributes released attributes, in order, each with its values
 */
public record RemoteIdentity(String user, Map<String, List<String>> attributes) {

	public RemoteIdentity {
		if (user.isBlank()) {
			throw new IllegalArgumentException("an identity without a user");
		}
		Map<String, List<String>> copy = new LinkedHashMap<>();
		attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
		attributes = Collections.unmodifiableMap(copy);
	}

	/**
	 * The values of the first of these attributes that is released; empty where none is.
	 */
	public List<String> first(List<String> names) {
		for (String name : names) {
			List<String> values = this.attributes.get(name);
			if (values != null && !values.isEmpty()) {
				return values;
			}
		}
		return List.of();
	}

	@Override
	public String toString() {
		return "RemoteIdentity[" + this.attributes.size() + " attributes]";
	}

}
