package fr.passerelle.gateway.console.history;

import java.util.Map;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.console.history.Conflicts.Pending;
import fr.passerelle.gateway.console.history.EditorPages.Typed;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.PlanRefusedException;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.plan.UnknownPlanException;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.LostRaceException;
import fr.passerelle.gateway.version.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The document as a whole: edited as text, and merged with what another administrator has
 * saved meanwhile. A save is always upon the version that was shown.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/history")
final class EditorController {

	private static final Logger logger = LoggerFactory.getLogger(EditorController.class);

	private final Establishments establishments;

	private final History history;

	private final Conflicts conflicts;

	private final EditorPages pages;

	private final Plans plans;

	EditorController(Establishments establishments, History history, Conflicts conflicts, EditorPages pages,
			Plans plans) {
		this.establishments = establishments;
		this.history = history;
		this.plans = plans;
		this.conflicts = conflicts;
		this.pages = pages;
	}

	/** The current text, or an earlier version's to start from. */
	@GetMapping("/edit")
	ModelAndView edit(@PathVariable Uai uai, @RequestParam(required = false) @Nullable Long version) {
		Version current = this.establishments.current(uai);
		ConfigurationDocument text = (version != null) ? this.history.version(uai, version).document()
				: current.document();
		return this.pages.page(new Typed(current.number(), text.toYaml(), null, null));
	}

	@PostMapping("/edit/preview")
	ModelAndView check(@PathVariable Uai uai, @RequestParam long base, @RequestParam String document,
			@RequestParam(required = false) @Nullable String comment,
			@RequestParam(required = false) @Nullable String at) {
		Typed typed = new Typed(base, document, comment, at);
		try {
			return this.pages.checked(uai, typed);
		}
		catch (InvalidDocumentException ex) {
			return this.pages.refused(typed, ex);
		}
	}

	@PostMapping("/edit")
	ModelAndView save(@PathVariable Uai uai, @RequestParam long base, @RequestParam String document,
			@RequestParam(required = false) @Nullable String comment, Change change, RedirectAttributes redirect) {
		Typed typed = new Typed(base, document, comment, null);
		try {
			return saved(uai, base, typed.document(), comment, null, change, redirect);
		}
		catch (InvalidDocumentException ex) {
			return this.pages.refused(typed, ex);
		}
	}

	/** The choices of the conflict page. */
	@PostMapping("/conflict/preview")
	ModelAndView choose(@PathVariable Uai uai, @RequestParam long base, @RequestParam String mine,
			@RequestParam(required = false) @Nullable String comment,
			@RequestParam(required = false) @Nullable String plan, @RequestParam Map<String, String> fields) {
		ModelAndView page = this.conflicts.page(uai, Pending.of(base, mine, comment, plan), Conflicts.chosen(fields));
		page.setStatus(HttpStatus.OK);
		page.addObject("asked", true);
		return page;
	}

	/** The result of the choices, as it was edited by hand. */
	@PostMapping("/conflict")
	ModelAndView merge(@PathVariable Uai uai, @RequestParam long base, @RequestParam String mine,
			@RequestParam long upon, @RequestParam String document,
			@RequestParam(required = false) @Nullable String comment,
			@RequestParam(required = false) @Nullable String plan, @RequestParam Map<String, String> fields,
			Change change, RedirectAttributes redirect) {
		Typed typed = new Typed(upon, document, comment, null);
		try {
			return saved(uai, upon, typed.document(), comment, plan, change, redirect);
		}
		catch (InvalidDocumentException ex) {
			ModelAndView page = this.conflicts.page(uai, Pending.of(base, mine, comment, plan),
					Conflicts.chosen(fields));
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			page.addObject("undecided", false);
			page.addObject("yaml", document);
			page.addObject("upon", upon);
			page.addObject("faults", this.pages.faults(ex, document));
			return page;
		}
	}

	/** Saves, or shows what another administrator has saved since. */
	private ModelAndView saved(Uai uai, long upon, ConfigurationDocument document, @Nullable String comment,
			@Nullable String plan, Change change, RedirectAttributes redirect) {
		try {
			Version version = this.establishments.replace(uai, document, ExpectedVersion.only(upon), false, change);
			boolean changed = version.number() != upon;
			if (plan != null) {
				settle(uai, plan, changed ? version : null, change);
				Flash.done(redirect, changed ? "history.saved.plan" : "history.plan.filed", version.number());
			}
			else if (changed) {
				Flash.done(redirect, "history.saved", version.number());
			}
			else {
				Flash.warn(redirect, "history.saved.nothing");
			}
			return SeeOther.at(HistoryController.path(uai));
		}
		catch (LostRaceException ex) {
			return this.conflicts.page(uai, new Pending(upon, document, comment, plan), Map.of());
		}
	}

	/** Withdraws a plan whose change is in effect now. */
	private void settle(Uai uai, String plan, @Nullable Version led, Change change) {
		try {
			if (led != null) {
				this.plans.appliedByHand(uai, plan, led.number(), change);
			}
			else {
				this.plans.cancel(uai, plan, change);
			}
		}
		catch (PlanRefusedException | UnknownPlanException ex) {
			logger.debug("Planned change is over already uai={}", uai);
		}
	}

}
