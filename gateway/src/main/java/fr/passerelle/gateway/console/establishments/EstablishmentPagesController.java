package fr.passerelle.gateway.console.establishments;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.version.EstablishmentLine;
import fr.passerelle.gateway.version.EstablishmentList;
import fr.passerelle.gateway.version.EstablishmentQuery;
import fr.passerelle.gateway.version.EstablishmentQuery.Order;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.LostRaceException;
import fr.passerelle.gateway.version.Version;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/**
 * The list of establishments, and the deletion of one.
 */
@Controller
@RequestMapping("/console/establishments")
final class EstablishmentPagesController {

	private static final int PAGE = 50;

	private static final int MAX_PAGES = 100_000;

	private static final String LIST = "/console/establishments";

	private final Establishments establishments;

	private final EstablishmentList list;

	EstablishmentPagesController(Establishments establishments, EstablishmentList list) {
		this.establishments = establishments;
		this.list = list;
	}

	@GetMapping
	String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Grant grant,
			Model model) {
		int shown = Math.max(0, Math.min(page, MAX_PAGES));
		Page<EstablishmentLine> found = this.list
			.find(new EstablishmentQuery(q, grant.establishments(), Order.NAME, shown * PAGE, PAGE));
		model.addAttribute("q", q);
		model.addAttribute("found", found);
		model.addAttribute("page", shown);
		model.addAttribute("pages", (int) ((found.total() + PAGE - 1) / PAGE));
		model.addAttribute("href", LIST + "?q=" + UriUtils.encode(q, StandardCharsets.UTF_8) + "&page=");
		return "establishments/list";
	}

	@GetMapping("/{uai}/delete")
	ModelAndView delete(@PathVariable Uai uai) {
		Version current = this.establishments.current(uai);
		String name = this.establishments.name(uai);
		return Confirmation.of("establishments", LIST + "/" + uai + "/delete", "establishments.delete.title", name)
			.saying("establishments.delete.visitors")
			.saying("establishments.delete.history", current.number())
			.saying("establishments.delete.people")
			.saying("establishments.delete.backup")
			.with("base", current.number())
			.retyping(uai.value())
			.button("establishments.delete.button", LIST)
			.danger()
			.page();
	}

	@PostMapping("/{uai}/delete")
	String delete(@PathVariable Uai uai, @RequestParam(defaultValue = "") String confirm, @RequestParam long base,
			Change change, RedirectAttributes redirect) {
		if (!confirm.strip().equalsIgnoreCase(uai.value())) {
			Flash.failed(redirect, "establishments.delete.other", uai.value());
			return "redirect:" + LIST + "/" + uai + "/delete";
		}
		try {
			this.establishments.delete(uai, new ExpectedVersion(Set.of(base)), change);
		}
		catch (LostRaceException ex) {
			Flash.warn(redirect, "establishments.delete.changed");
			return "redirect:" + LIST + "/" + uai + "/delete";
		}
		Flash.done(redirect, "establishments.deleted", uai.value());
		return "redirect:" + LIST;
	}

}
