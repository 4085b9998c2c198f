package fr.passerelle.gateway.console.security;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.suspension.RulesInEffect;
import fr.passerelle.gateway.suspension.SuspendedAddresses;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Sécurité of an establishment, and releasing addresses there and everywhere.
 */
@Controller
class SuspensionsConsoleController {

	private final SecurityPages pages;

	private final SuspendedAddresses suspended;

	private final RulesInEffect rules;

	private final Establishments establishments;

	SuspensionsConsoleController(SecurityPages pages, SuspendedAddresses suspended, RulesInEffect rules,
			Establishments establishments) {
		this.pages = pages;
		this.suspended = suspended;
		this.rules = rules;
		this.establishments = establishments;
	}

	@GetMapping("/console/establishments/{uai}/security")
	String list(@PathVariable Uai uai, Model model) {
		this.pages.addList(model, this.establishments.get(uai).uai(), path(uai));
		model.addAttribute("rules", this.rules.get());
		return "security/school";
	}

	@PostMapping("/console/establishments/{uai}/security/release")
	String releaseAt(@PathVariable Uai uai, @RequestParam String address, Actor actor, RedirectAttributes redirect) {
		return release(this.establishments.get(uai).uai(), address, actor, redirect);
	}

	@PostMapping("/console/security/release")
	String release(@RequestParam String address, Actor actor, RedirectAttributes redirect) {
		return release(null, address, actor, redirect);
	}

	@GetMapping("/console/establishments/{uai}/security/release-all")
	ModelAndView askAllAt(@PathVariable Uai uai) {
		return ask(this.establishments.get(uai).uai());
	}

	@GetMapping("/console/security/release-all")
	ModelAndView askAll() {
		return ask(null);
	}

	@PostMapping("/console/establishments/{uai}/security/release-all")
	String releaseAllAt(@PathVariable Uai uai, Actor actor, RedirectAttributes redirect) {
		return releaseAll(this.establishments.get(uai).uai(), actor, redirect);
	}

	@PostMapping("/console/security/release-all")
	String releaseAll(Actor actor, RedirectAttributes redirect) {
		return releaseAll(null, actor, redirect);
	}

	private String release(@Nullable Uai uai, String address, Actor actor, RedirectAttributes redirect) {
		if (this.suspended.release(uai, address, actor)) {
			Flash.done(redirect, "security.released", address);
		}
		else {
			Flash.warn(redirect, "security.released.not");
		}
		return "redirect:" + path(uai);
	}

	private ModelAndView ask(@Nullable Uai uai) {
		return Confirmation.of("security", path(uai) + "/release-all", "security.release.all.ask")
			.saying("security.release.all.count", this.suspended.list(uai).size())
			.saying("security.release.all.next")
			.button("security.release.all", path(uai))
			.page();
	}

	private String releaseAll(@Nullable Uai uai, Actor actor, RedirectAttributes redirect) {
		Flash.done(redirect, "security.released.all", this.suspended.releaseAll(uai, actor));
		return "redirect:" + path(uai);
	}

	private static String path(@Nullable Uai uai) {
		return (uai != null) ? "/console/establishments/" + uai + "/security" : "/console/security";
	}

}
