package fr.passerelle.gateway.api;

import java.util.Arrays;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.connections.Connections;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.session.Connection;
import fr.passerelle.gateway.session.SessionFilter;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who is connected to an establishment: see them, end one, end many.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/sessions")
class SessionsController {

	private final Connections connections;

	private final Establishments establishments;

	SessionsController(Connections connections, Establishments establishments) {
		this.connections = connections;
		this.establishments = establishments;
	}

	/**
	 * A page of sessions.
	 *
	 * @param sessions signed in last first
	 * @param page counted from 0
	 * @param size sessions on a page
	 * @param total sessions on all pages
	 */
	record SessionsPage(List<SessionView> sessions, int page, int size, int total) {
	}

	/**
	 * What an end of many did.
	 *
	 * @param ended how many sessions ended by it
	 */
	record Ended(int ended) {
	}

	@GetMapping
	SessionsPage list(@PathVariable Uai uai, @RequestParam(defaultValue = "") String delegation,
			@RequestParam(defaultValue = "") String profile, @RequestParam(defaultValue = "") String espace,
			@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page,
			@RequestParam(defaultValue = "50") int size) {
		this.establishments.get(uai);
		Pages.check(page, size, Connections.MAX_PAGE);
		Page<Connection> found = this.connections.list(uai, filter(delegation, profile, espace, q), page, size);
		return new SessionsPage(found.items().stream().map(SessionView::of).toList(), page, size,
				Math.toIntExact(found.total()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void end(@PathVariable Uai uai, @PathVariable String id, @RequestParam(required = false) @Nullable String reason,
			Actor actor) {
		this.establishments.get(uai);
		if (this.connections.end(uai, id, actor, reason).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such session, or it has ended.");
		}
	}

	/**
	 * Ending all sessions must be asked for explicitly: a mistyped filter must not do it.
	 */
	@DeleteMapping
	Ended endMany(@PathVariable Uai uai, @RequestParam(defaultValue = "") String delegation,
			@RequestParam(defaultValue = "") String profile, @RequestParam(defaultValue = "") String espace,
			@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "false") boolean all,
			@RequestParam(required = false) @Nullable String reason, Actor actor) {
		this.establishments.get(uai);
		SessionFilter filter = filter(delegation, profile, espace, q);
		if (filter.isAll() != all) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"Nothing was ended: name a delegation, a profile, an espace or a part of a name, or else all=true for everybody.");
		}
		return new Ended(this.connections.endAll(uai, filter, actor, reason));
	}

	private static SessionFilter filter(String delegation, String profile, String espace, String text) {
		return new SessionFilter(delegation, profile.isBlank() ? null : profile(profile),
				espace.isBlank() ? null : espace(espace), text);
	}

	private static Profile profile(String name) {
		return Arrays.stream(Profile.values())
			.filter((profile) -> profile.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"There is no such profile; there are: " + Arrays.toString(Profile.values())));
	}

	private static EspaceKey espace(String key) {
		return EspaceKey.of(key)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"There is no such Espace; there are: " + String.join(", ", EspaceKey.keys())));
	}

}
