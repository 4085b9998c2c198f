package fr.passerelle.gateway.settings;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Every key that a settings record can take, found from the record itself, so that none
 * can be forgotten.
 */
final class SettingKeys {

	/** In a list of groups of settings: which of them. */
	private static final Pattern ELEMENT = Pattern.compile("\\[\\d{1,4}\\](?=\\.)");

	private static final String FIRST = "[0]";

	private final List<Key> keys = new ArrayList<>();

	private SettingKeys() {
	}

	static SettingKeys of(Class<? extends Record> type) {
		SettingKeys keys = new SettingKeys();
		keys.add(SettingsCheck.PREFIX, type);
		return keys;
	}

	/**
	 * Whether a key is known.
	 * @param name as a source has it
	 * @param variable whether it comes from an environment variable, which has no dashes
	 * and may have underscores for them
	 */
	boolean has(ConfigurationPropertyName name, boolean variable) {
		ConfigurationPropertyName plain = ConfigurationPropertyName
			.of(ELEMENT.matcher(name.toString()).replaceAll(FIRST));
		while (plain.isLastElementIndexed()) {
			plain = plain.getParent();
		}
		boolean element = name.isLastElementIndexed();
		for (Key key : this.keys) {
			boolean same = variable ? squashed(key.name()).equals(squashed(plain)) : key.name().equals(plain);
			if (same && (!element || key.list())) {
				return true;
			}
		}
		return false;
	}

	/** The keys whose spelling is near. */
	List<String> near(String name, int distance) {
		return this.keys.stream()
			.map((key) -> key.name().toString())
			.filter((known) -> distance(known, name) <= distance)
			.toList();
	}

	private void add(ConfigurationPropertyName prefix, Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			ConfigurationPropertyName name = prefix.append(kebab(type, component));
			if (component.getType().isRecord()) {
				add(name, component.getType());
				continue;
			}
			Class<?> listed = listed(component);
			if (listed != null) {
				add(ConfigurationPropertyName.of(name + FIRST), listed);
			}
			else {
				this.keys.add(new Key(name, List.class.isAssignableFrom(component.getType())));
			}
		}
	}

	/** The record that a list holds; null where it holds texts, or is none. */
	private static @Nullable Class<?> listed(RecordComponent component) {
		return (component.getGenericType() instanceof ParameterizedType list
				&& list.getActualTypeArguments()[0] instanceof Class<?> type && type.isRecord()) ? type : null;
	}

	/** The annotation reaches a component's field, not the component. */
	private static String kebab(Class<?> type, RecordComponent component) {
		for (Field field : type.getDeclaredFields()) {
			Name name = field.getName().equals(component.getName()) ? field.getAnnotation(Name.class) : null;
			if (name != null) {
				return name.value();
			}
		}
		return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static String squashed(ConfigurationPropertyName name) {
		return name.toString().replaceAll("[.-]", "");
	}

	/** Levenshtein's distance. */
	private static int distance(String a, String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int above = row[j];
				int swap = (a.charAt(i - 1) == b.charAt(j - 1)) ? diagonal : diagonal + 1;
				row[j] = Math.min(swap, Math.min(above, row[j - 1]) + 1);
				diagonal = above;
			}
		}
		return row[b.length()];
	}

	private record Key(ConfigurationPropertyName name, boolean list) {
	}

}
