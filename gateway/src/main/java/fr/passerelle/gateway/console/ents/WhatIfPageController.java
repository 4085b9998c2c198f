package fr.passerelle.gateway.console.ents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.whatif.LoginOutline;
import fr.passerelle.gateway.whatif.Verdict;
import fr.passerelle.gateway.whatif.WhatIf;
import fr.passerelle.gateway.whatif.WhatIfResult;
import fr.passerelle.gateway.whatif.WhatIfWords;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Which Espace would open for whom, and why. Nothing of it is kept.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/what-if")
final class WhatIfPageController {

	private final Establishments establishments;

	private final WhatIf whatIf;

	private final WhatIfWords words;

	WhatIfPageController(Establishments establishments, WhatIf whatIf, WhatIfWords words) {
		this.establishments = establishments;
		this.whatIf = whatIf;
		this.words = words;
	}

	/** An Espace and whether it opens. */
	record EspaceLine(String label, String tone, boolean opens, String why) {
	}

	@GetMapping
	ModelAndView form(@PathVariable Uai uai, @RequestParam(required = false) @Nullable String delegation,
			Locale locale) {
		Establishment establishment = this.establishments.get(uai);
		return page(establishment, WhatIfForm.empty(establishment, delegation), locale);
	}

	/** By profile where {@code answer} is not sent, by the pasted answer where it is. */
	@PostMapping
	ModelAndView ask(@PathVariable Uai uai, @RequestParam(required = false) @Nullable String delegation,
			@RequestParam(required = false) @Nullable List<String> profiles,
			@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String espace,
			@RequestParam(required = false) @Nullable String answer, Locale locale) {
		Establishment establishment = this.establishments.get(uai);
		WhatIfForm form = new WhatIfForm(WhatIfForm.chosen(establishment, delegation),
				(profiles != null) ? profiles : List.of(), code.strip(), espace, (answer != null) ? answer : "");
		ModelAndView page = page(establishment, form, locale);
		Delegation through = form.delegation();
		String fault = fault(form, through, answer != null);
		if (through == null || fault != null) {
			page.addObject("fault", fault);
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return page;
		}
		WhatIfResult result = (answer != null) ? this.whatIf.answer(establishment, through, answer)
				: this.whatIf.profiles(establishment, through, form.profiles(),
						form.code().isEmpty() ? List.of() : List.of(form.code()));
		page.addObject("result", result);
		page.addObject("outcome", this.words.outcome(result, locale));
		page.addObject("step", this.words.step(result, locale));
		page.addObject("late", (answer != null && !result.live() && result.kind() == WhatIfResult.Kind.VOUCHED)
				? this.words.late(locale) : null);
		page.addObject("lines",
				result.espaces()
					.stream()
					.filter((verdict) -> form.shows(verdict.espace()))
					.map((verdict) -> line(verdict, locale))
					.toList());
		return page;
	}

	private @Nullable String fault(WhatIfForm form, @Nullable Delegation through, boolean pasted) {
		if (through == null) {
			return "ents.whatIf.fault.delegation";
		}
		if (!pasted) {
			return (form.profiles().isEmpty() || form.profiles().size() > WhatIf.MAX_VALUES)
					? "ents.whatIf.fault.profiles" : null;
		}
		if (!WhatIf.reads(through)) {
			return "ents.whatIf.fault.protocol";
		}
		return this.whatIf.takes(form.answer()) ? null : "ents.whatIf.fault.answer";
	}

	private EspaceLine line(Verdict verdict, Locale locale) {
		boolean opens = verdict.answer() == Verdict.Answer.OPENS || verdict.answer() == Verdict.Answer.PUBLIC;
		String tone = switch (verdict.answer()) {
			case OPENS, PUBLIC -> "ok";
			case PASSWORD_ASKED -> "warn";
			case PROFILE_NOT_ALLOWED, OTHER_ACCOUNT, RECORD_NOT_ALLOWED, OTHER_ESTABLISHMENT, UNKNOWN_PERSON -> "bad";
			case ESTABLISHMENT_CLOSED, ESPACE_CLOSED, NOT_DELEGATED -> "off";
		};
		return new EspaceLine(verdict.espace().label(), tone, opens, this.words.why(verdict, locale));
	}

	private ModelAndView page(Establishment establishment, WhatIfForm form, Locale locale) {
		ModelAndView page = new ModelAndView("ents/what-if");
		page.addObject("establishment", establishment);
		page.addObject("form", form);
		page.addObject("answering", establishment.delegations().stream().filter(WhatIf::reads).toList());
		page.addObject("profileKeys", Profile.values());
		page.addObject("espaceKeys", EspaceKey.values());
		Delegation through = form.delegation();
		if (through != null) {
			LoginOutline outline = WhatIf.outline(establishment, through);
			page.addObject("login", outline.steps().stream().map((step) -> this.words.step(step, locale)).toList());
			Map<String, String> reads = new LinkedHashMap<>();
			outline.reads().forEach((key, names) -> reads.put(this.words.fact(key, locale), String.join(", ", names)));
			page.addObject("reads", reads);
		}
		return page;
	}

}
