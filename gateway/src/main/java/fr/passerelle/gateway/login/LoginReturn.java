package fr.passerelle.gateway.login;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Form;
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
public record LoginReturn(Establishment establishment, boolean post, @Nullable String query,
		Form form) implements ReturnedFields {

	@Override
	public @Nullable String only(String name) {
		return (this.post ? ReturnedFields.posted(this.form) : ReturnedFields.inQuery(this.query)).only(name);
	}

	@Override
	public String toString() {
		return "LoginReturn[redacted]";
	}

}
