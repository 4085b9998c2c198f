package fr.passerelle.gateway.login;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.identity.RemoteIdentity;

/**
 * Collects released attributes in order, each value once: some ENTs write every attribute
 * twice (older RECIA, laclasse). Values that {@link CleanText} does not let through are
 * kept apart. More than the bounds makes the whole answer unusable, since a cut list
 * could lack the establishment code that refuses a login.
 */
public final class ReleasedAttributes {

	/** Most names; the longest answer known releases about 60. */
	public static final int MAX_NAMES = 256;

	/** Most values of all attributes together: a teacher's groups run to some hundred. */
	public static final int MAX_VALUES = 2048;

	private final Map<String, Set<String>> values = new LinkedHashMap<>();

	private final Map<String, Set<String>> unclean = new LinkedHashMap<>();

	private int count;

	public void add(String rawName, String rawValue) throws ValidationFailedException {
		String name = CleanText.attribute(rawName, CleanText.MAX_NAME);
		String value = CleanText.attribute(rawValue, CleanText.MAX_VALUE);
		if (name == null || rawValue.isBlank()) {
			return;
		}
		Map<String, Set<String>> place = (value != null) ? this.values : this.unclean;
		String kept = (value != null) ? value : CleanText.withoutControls(rawValue);
		if (place.computeIfAbsent(name, (key) -> new LinkedHashSet<>()).add(kept)) {
			this.count++;
		}
		if (this.count > MAX_VALUES || this.values.size() + this.unclean.size() > MAX_NAMES) {
			throw ValidationFailedException.invalid("The ENT's answer releases too many attributes.");
		}
	}

	/** What was released, of this user. */
	public RemoteIdentity of(String user) {
		return new RemoteIdentity(user, toMap(this.values), toMap(this.unclean));
	}

	private static Map<String, List<String>> toMap(Map<String, Set<String>> values) {
		Map<String, List<String>> map = new LinkedHashMap<>();
		values.forEach((name, set) -> map.put(name, List.copyOf(set)));
		return map;
	}

}
