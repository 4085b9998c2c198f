package fr.passerelle.gateway.establishment;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Values of a protocol's fields. A value that equals the field's preset is not kept, so
 * that a document which says it and one which leaves it out are the same.
 */
public final class FieldValues {

	/** No field has a value. */
	public static final FieldValues NONE = new FieldValues(Map.of());

	private final Map<Field<?>, Object> values;

	private FieldValues(Map<Field<?>, Object> values) {
		this.values = values;
	}

	/** The value of a field, or its preset; null where it has neither. */
	public <V> @Nullable V find(Field<V> field) {
		Object value = this.values.get(field);
		return (value != null) ? field.cast(value) : field.preset();
	}

	/**
	 * The value of a field, or its preset.
	 * @throws IllegalStateException if it has neither
	 */
	public <V> V get(Field<V> field) {
		V value = find(field);
		if (value == null) {
			throw new IllegalStateException(field + " has no value");
		}
		return value;
	}

	/** These values with one more; null takes it away. */
	public <V> FieldValues with(Field<V> field, @Nullable V value) {
		Map<Field<?>, Object> next = new LinkedHashMap<>(this.values);
		if (value == null || value.equals(field.preset())) {
			next.remove(field);
		}
		else {
			next.put(field, value);
		}
		return new FieldValues(next);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FieldValues values && this.values.equals(values.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return this.values.toString();
	}

}
