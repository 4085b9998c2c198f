package fr.passerelle.gateway.console.connections;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.connections.Connections;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.session.Connection;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Suivi des connexions: lists who is connected, and ends the sessions of one person, of
 * an ENT, a profile or an Espace, or all of them.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/connections")
class ConnectionsController {

	private static final int PAGE = 50;

	private static final int MAX_PAGES = 10_000;

	private final Connections connections;

	private final Establishments establishments;

	ConnectionsController(Connections connections, Establishments establishments) {
		this.connections = connections;
		this.establishments = establishments;
	}

	@GetMapping
	String list(@PathVariable Uai uai, ConnectionsFilter filter, @RequestParam(defaultValue = "0") int page,
			Model model) {
		Map<String, String> ents = ents(this.establishments.get(uai));
		// First the number, then the list: a change between them is shown twice, not
		// never.
		long change = this.connections.change(uai);
		int wanted = Math.max(0, Math.min(page, MAX_PAGES));
		Page<Connection> found = this.connections.list(uai, filter.sessions(), wanted, PAGE);
		model.addAttribute("rows",
				found.items().stream().map((connection) -> ConnectionRow.of(connection, ents)).toList());
		model.addAttribute("total", found.total());
		model.addAttribute("people", this.connections.people(uai, filter.sessions()));
		model.addAttribute("filter", filter);
		model.addAttribute("filtered", !filter.parts().isEmpty());
		model.addAttribute("ents", ents);
		model.addAttribute("profiles", Profile.values());
		model.addAttribute("espaces", espaces());
		model.addAttribute("page", wanted);
		model.addAttribute("pages", (found.total() + PAGE - 1) / PAGE);
		addAddresses(model, uai, filter, wanted, change);
		return "connections/list";
	}

	private static void addAddresses(Model model, Uai uai, ConnectionsFilter filter, int page, long change) {
		String path = path(uai);
		String query = filter.query();
		String more = query.isEmpty() ? "?page=" : query + "&page=";
		model.addAttribute("path", path);
		model.addAttribute("pageAddress", path + more);
		model.addAttribute("self", path + more + page);
		model.addAttribute("endAddress", path + "/end" + query);
		model.addAttribute("events", path + "/events?seen=" + change);
	}

	/** Asks again before one connection is ended. */
	@GetMapping("/{id}/end")
	String askOne(@PathVariable Uai uai, @PathVariable String id, Model model, RedirectAttributes redirect) {
		Map<String, String> ents = ents(this.establishments.get(uai));
		return this.connections.find(uai, id).map((connection) -> {
			ConnectionRow one = ConnectionRow.of(connection, ents);
			model.addAttribute("one", one);
			model.addAttribute("question", "connections.ask.one");
			model.addAttribute("name", one.name());
			model.addAttribute("all", false);
			model.addAttribute("action", path(uai) + "/" + id + "/end");
			model.addAttribute("back", path(uai));
			return "connections/end";
		}).orElseGet(() -> goneAlready(uai, redirect));
	}

	@PostMapping("/{id}/end")
	String endOne(@PathVariable Uai uai, @PathVariable String id,
			@RequestParam(required = false) @Nullable String reason, Actor actor, RedirectAttributes redirect) {
		this.establishments.get(uai);
		return this.connections.end(uai, id, actor, reason).map((session) -> {
			Flash.done(redirect, "connections.ended.one", session.visitor().name(), session.espace().label());
			return "redirect:" + path(uai);
		}).orElseGet(() -> goneAlready(uai, redirect));
	}

	private static String goneAlready(Uai uai, RedirectAttributes redirect) {
		Flash.warn(redirect, "connections.gone");
		return "redirect:" + path(uai);
	}

	/** Asks again before many are ended, and says how many people that is. */
	@GetMapping("/end")
	String askMany(@PathVariable Uai uai, ConnectionsFilter filter, Model model) {
		Establishment establishment = this.establishments.get(uai);
		requireMeant(filter);
		boolean all = filter.sessions().isAll();
		model.addAttribute("one", null);
		model.addAttribute("question", all ? "connections.ask.all" : "connections.ask.many");
		model.addAttribute("name", "");
		model.addAttribute("all", all);
		model.addAttribute("filter", filter);
		model.addAttribute("total", this.connections.count(uai, filter.sessions()));
		model.addAttribute("people", this.connections.people(uai, filter.sessions()));
		model.addAttribute("ent", ents(establishment).getOrDefault(filter.delegation(), filter.delegation()));
		model.addAttribute("direct", filter.delegation().equals(GatewaySession.DIRECT));
		model.addAttribute("espace", EspaceKey.of(filter.espace()).map(EspaceKey::label).orElse(null));
		model.addAttribute("fields", filter.parts());
		model.addAttribute("action", path(uai) + "/end");
		model.addAttribute("back", path(uai) + filter.query());
		return "connections/end";
	}

	/** All sessions are ended only if the page asked for all of them. */
	@PostMapping("/end")
	String endMany(@PathVariable Uai uai, ConnectionsFilter filter, @RequestParam(defaultValue = "false") boolean all,
			@RequestParam(required = false) @Nullable String reason, Actor actor, RedirectAttributes redirect) {
		this.establishments.get(uai);
		requireMeant(filter);
		if (filter.sessions().isAll() != all) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		int ended = this.connections.endAll(uai, filter.sessions(), actor, reason);
		Flash.done(redirect, "connections.ended.many", ended);
		return "redirect:" + path(uai);
	}

	/** An unknown value in the filter must not end all sessions. */
	private static void requireMeant(ConnectionsFilter filter) {
		if (!filter.isMeant()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
	}

	private static String path(Uai uai) {
		return "/console/establishments/" + uai + "/connections";
	}

	/** The ENTs that lead to some Espace, by id. */
	private static Map<String, String> ents(Establishment establishment) {
		Map<String, String> ents = new LinkedHashMap<>();
		establishment.espaces()
			.values()
			.forEach((espace) -> espace.delegations().forEach((one) -> ents.putIfAbsent(one.id(), one.label())));
		return ents;
	}

	/** Page Établissement needs no sign-in. */
	private static List<EspaceKey> espaces() {
		return Arrays.stream(EspaceKey.values()).filter((key) -> key != EspaceKey.ETABLISSEMENT).toList();
	}

}
