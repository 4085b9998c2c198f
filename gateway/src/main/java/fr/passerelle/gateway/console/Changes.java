package fr.passerelle.gateway.console;

import java.security.Principal;

import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.security.Caller;
import fr.passerelle.gateway.version.Change;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who changes something by a form, why and from where.
 */
public final class Changes {

	private final Caller caller;

	private final Grants grants;

	Changes(Caller caller, Grants grants) {
		this.caller = caller;
		this.grants = grants;
	}

	/**
	 * The change behind a form.
	 * @param request of whoever has signed in
	 * @param comment as it was typed; null or blank: none
	 * @return the change, its comment on one line and cut where it is too long
	 */
	public Change of(HttpServletRequest request, @Nullable String comment) {
		Principal who = request.getUserPrincipal();
		String line = (comment != null) ? comment.replaceAll("\\p{Cntrl}+", " ").strip() : "";
		String kept = line.substring(0, Math.min(line.length(), Change.MAX_COMMENT));
		return new Change((who != null) ? who.getName() : "anonymous", kept.isEmpty() ? null : kept,
				this.caller.address(request), who != null && this.grants.of(who).mayChangePlatform());
	}

}
