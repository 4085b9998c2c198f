package fr.passerelle.gateway.login;

import java.util.List;

import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.Query;
import org.jspecify.annotations.Nullable;

/** What a browser brings back, field by field. Nothing of it is believed yet. */
public interface ReturnedFields {

	/**
	 * The only value of a field, decoded.
	 * @return null where it is missing, doubled or broken: of two values, a verifier and
	 * a reader could take different ones
	 */
	@Nullable String only(String name);

	/** The fields of a posted form. */
	static ReturnedFields posted(Form form) {
		return (name) -> single(form.all(name));
	}

	/** The fields of a raw query; null: none. */
	static ReturnedFields inQuery(@Nullable String query) {
		return (name) -> {
			String value = single(Query.values(query, name));
			return (value != null) ? Query.decode(value.replace("+", "%20")) : null;
		};
	}

	private static @Nullable String single(List<String> values) {
		return (values.size() == 1) ? values.get(0) : null;
	}

}
