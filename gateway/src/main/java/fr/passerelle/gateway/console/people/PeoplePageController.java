package fr.passerelle.gateway.console.people;

import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.FamilyMember;
import fr.passerelle.gateway.people.ListedPerson;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.PeopleImports;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * Personnes: the school's list, searched, and one person's page.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/people")
class PeoplePageController {

	private static final int PAGE = 50;

	private static final int MAX_PAGES = 10_000;

	private final People people;

	private final PeopleImports imports;

	private final Establishments establishments;

	PeoplePageController(People people, PeopleImports imports, Establishments establishments) {
		this.people = people;
		this.imports = imports;
		this.establishments = establishments;
	}

	@GetMapping
	String list(@PathVariable Uai uai, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "0") int page, Model model) {
		this.establishments.get(uai);
		int wanted = Math.max(0, Math.min(page, MAX_PAGES));
		long total = this.people.count(uai, q);
		model.addAttribute("rows", this.people.search(uai, q, wanted, PAGE));
		model.addAttribute("total", total);
		model.addAttribute("q", q);
		model.addAttribute("last", this.imports.last(uai).orElse(null));
		model.addAttribute("path", path(uai));
		model.addAttribute("page", wanted);
		model.addAttribute("pages", (total + PAGE - 1) / PAGE);
		model.addAttribute("pageAddress", path(uai) + "?q=" + UriUtils.encode(q, StandardCharsets.UTF_8) + "&page=");
		return "people/list";
	}

	/** One person, with their family by name. */
	@GetMapping("/one")
	String one(@PathVariable Uai uai, @RequestParam String identifiant, Model model) {
		this.establishments.get(uai);
		Person person = this.people.find(uai, identifiant)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		ListedPerson listed = this.people.listed(uai, List.of(person)).get(0);
		model.addAttribute("person", person);
		model.addAttribute("family", listed.family().stream().map((member) -> relative(uai, member)).toList());
		model.addAttribute("path", path(uai));
		return "people/one";
	}

	private Relative relative(Uai uai, FamilyMember member) {
		return new Relative(member, this.people.find(uai, member.identifiant()).orElse(null));
	}

	static String path(Uai uai) {
		return "/console/establishments/" + uai + "/people";
	}

	/**
	 * A member of the family.
	 *
	 * @param member how they are related
	 * @param person who
	 */
	record Relative(FamilyMember member, @Nullable Person person) {
	}

}
