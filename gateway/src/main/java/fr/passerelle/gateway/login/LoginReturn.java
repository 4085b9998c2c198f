package fr.passerelle.gateway.login;

import java.util.List;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.Query;
import org.jspecify.annotations.Nullable;

/**
 * What a browser brings back from an ENT to an address of the gateway's own. Nothing of
 * it is believed yet.
 *
 * @param establishment whose address it is
 * @param post whether it came as a form; otherwise in the query
 * @param query the raw query; null without one
 * @param form the posted fields; none where it is no form
 */
public record LoginReturn(Establishment establishment, boolean post, @Nullable String query, Form form) {

	/**
	 * The only value of a field, decoded.
	 * @return null where it is missing, doubled or broken: of two values, a verifier and
	 * a reader could take different ones
	 */
	public @Nullable String only(String name) {
		List<String> values = this.post ? this.form.all(name) : Query.values(this.query, name);
		if (values.size() != 1) {
			return null;
		}
		return this.post ? values.get(0) : Query.decode(values.get(0).replace("+", "%20"));
	}

	@Override
	public String toString() {
		return "LoginReturn[redacted]";
	}

}
