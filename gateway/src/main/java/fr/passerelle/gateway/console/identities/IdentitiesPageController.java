package fr.passerelle.gateway.console.identities;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.EntIdentity;
import fr.passerelle.gateway.recognition.IdentityQuery;
import fr.passerelle.gateway.recognition.IdentityState;
import fr.passerelle.gateway.recognition.LinkRefusedException;
import fr.passerelle.gateway.recognition.Rapprochement;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/**
 * Gestion des identités: the list, one identity with the people who could be meant, and
 * linking and unlinking, each after a confirmation.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/identities")
class IdentitiesPageController {

	private static final String SECTION = "identities";

	private static final int PAGE = 50;

	private static final int MAX_PAGES = 10_000;

	/**
	 * The most people who are offered for a link; more mean that the search is too wide.
	 */
	private static final int OFFERED = 20;

	private final Rapprochement rapprochement;

	private final People people;

	private final Establishments establishments;

	IdentitiesPageController(Rapprochement rapprochement, People people, Establishments establishments) {
		this.rapprochement = rapprochement;
		this.people = people;
		this.establishments = establishments;
	}

	@GetMapping
	String list(@PathVariable Uai uai, @RequestParam(defaultValue = "") String state,
			@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Model model) {
		this.establishments.get(uai);
		int wanted = Math.max(0, Math.min(page, MAX_PAGES));
		IdentityState only = state(state).orElse(null);
		IdentityQuery query = new IdentityQuery(uai, only, q, wanted, PAGE);
		long total = this.rapprochement.count(query);
		model.addAttribute("rows", this.rapprochement.list(query));
		model.addAttribute("total", total);
		model.addAttribute("states", IdentityState.values());
		model.addAttribute("state", (only != null) ? only.name() : "");
		model.addAttribute("q", q);
		model.addAttribute("filtered", only != null || !q.isBlank());
		model.addAttribute("path", path(uai));
		model.addAttribute("page", wanted);
		model.addAttribute("pages", (total + PAGE - 1) / PAGE);
		model.addAttribute("pageAddress", path(uai) + "?state=" + ((only != null) ? only.name() : "") + "&q="
				+ UriUtils.encode(q, StandardCharsets.UTF_8) + "&page=");
		return "identities/list";
	}

	/** One identity; the search begins with the name that the ENT released. */
	@GetMapping("/{id}")
	String one(@PathVariable Uai uai, @PathVariable String id, @RequestParam(required = false) @Nullable String q,
			Model model) {
		EntIdentity identity = identity(uai, id);
		String asked = (q != null) ? q : identity.name();
		model.addAttribute("identity", identity);
		model.addAttribute("q", asked);
		model.addAttribute("people", this.people.search(uai, asked, 0, OFFERED));
		model.addAttribute("found", this.people.count(uai, asked));
		model.addAttribute("path", path(uai));
		return "identities/one";
	}

	@GetMapping("/{id}/link")
	ModelAndView askLink(@PathVariable Uai uai, @PathVariable String id, @RequestParam String identifiant) {
		EntIdentity identity = identity(uai, id);
		Person person = this.people.find(uai, identifiant)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		String one = path(uai) + "/" + id;
		return Confirmation.of(SECTION, one + "/link", "identities.ask.link", identity.user(), person.displayName())
			.saying("identities.ask.link.then", identity.name(), person.displayName(), person.identifiant())
			.saying("identities.ask.link.espaces")
			.with("identifiant", person.identifiant())
			.button("identities.link", one)
			.page();
	}

	@PostMapping("/{id}/link")
	String link(@PathVariable Uai uai, @PathVariable String id, @RequestParam String identifiant, Actor actor,
			RedirectAttributes redirect) {
		identity(uai, id);
		try {
			EntIdentity linked = this.rapprochement.link(uai, id, identifiant, actor);
			Flash.done(redirect, "identities.linked", linked.user(), identifiant);
		}
		catch (LinkRefusedException ex) {
			Flash.failed(redirect, "identities.refused." + ex.reason());
		}
		return "redirect:" + path(uai) + "/" + id;
	}

	@GetMapping("/{id}/unlink")
	ModelAndView askUnlink(@PathVariable Uai uai, @PathVariable String id) {
		EntIdentity identity = identity(uai, id);
		EntIdentity.Link link = identity.link();
		String one = path(uai) + "/" + id;
		String person = (link != null) ? link.person().givenName() + " " + link.person().familyName() : "–";
		return Confirmation.of(SECTION, one + "/unlink", "identities.ask.unlink", identity.user(), person)
			.saying("identities.ask.unlink.then")
			.saying("identities.ask.unlink.sessions")
			.button("identities.unlink", one)
			.danger()
			.page();
	}

	@PostMapping("/{id}/unlink")
	String unlink(@PathVariable Uai uai, @PathVariable String id, Actor actor, RedirectAttributes redirect) {
		identity(uai, id);
		EntIdentity identity = this.rapprochement.unlink(uai, id, actor);
		Flash.done(redirect, "identities.unlinked", identity.user());
		return "redirect:" + path(uai) + "/" + id;
	}

	private EntIdentity identity(Uai uai, String id) {
		this.establishments.get(uai);
		return this.rapprochement.find(uai, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private static Optional<IdentityState> state(String name) {
		return Arrays.stream(IdentityState.values())
			.filter((state) -> state.name().equals(name.toUpperCase(Locale.ROOT)))
			.findFirst();
	}

	private static String path(Uai uai) {
		return "/console/establishments/" + uai + "/identities";
	}

}
