package fr.passerelle.gateway.console.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.console.history.Conflicts.Pending;
import fr.passerelle.gateway.console.history.EditorPages.Typed;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.PlanRefusedException;
import fr.passerelle.gateway.plan.PlannedChange;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.plan.UnknownPlanException;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
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

/**
 * Planned changes: list, show, plan and withdraw them, and settle by hand one that could
 * not be applied.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/plans")
final class PlanPagesController {

	private static final String REFUSED = "history.plan.refused.";

	private final Plans plans;

	private final Establishments establishments;

	private final History history;

	private final Conflicts conflicts;

	private final EditorPages editor;

	private final DifferenceWords words;

	private final ZoneId zone;

	PlanPagesController(Plans plans, Establishments establishments, History history, Conflicts conflicts,
			EditorPages editor, DifferenceWords words, ZoneId zone) {
		this.plans = plans;
		this.establishments = establishments;
		this.history = history;
		this.conflicts = conflicts;
		this.editor = editor;
		this.words = words;
		this.zone = zone;
	}

	@GetMapping
	String list(@PathVariable Uai uai, Model model) {
		this.establishments.current(uai);
		List<PlannedChange> all = this.plans.list(uai);
		model.addAttribute("open", all.stream().filter((plan) -> plan.state().isOpen()).toList());
		model.addAttribute("settled", all.stream().filter((plan) -> !plan.state().isOpen()).toList());
		return "history/plans";
	}

	@GetMapping("/{id}")
	String plan(@PathVariable Uai uai, @PathVariable String id, Model model) {
		PlannedChange plan = find(uai, id);
		ConfigurationDocument document = this.plans.document(uai, id);
		model.addAttribute("plan", plan);
		model.addAttribute("yaml", document.toYaml());
		base(uai, plan)
			.ifPresent((base) -> model.addAttribute("lines", this.words.lines(Differences.between(base, document))));
		return "history/plan";
	}

	/** From the editor, or an earlier version to restore on a day. */
	@PostMapping
	ModelAndView create(@PathVariable Uai uai, @RequestParam long base,
			@RequestParam(required = false) @Nullable String document,
			@RequestParam(required = false) @Nullable Long version, @RequestParam(defaultValue = "") String at,
			@RequestParam(required = false) @Nullable String comment, Change change, RedirectAttributes redirect) {
		String text = (document != null) ? document : earlier(uai, version).toYaml();
		Typed typed = new Typed(base, text, comment, at);
		Instant day = day(at).orElse(null);
		if (day == null) {
			return this.editor.refused(typed, REFUSED + "date");
		}
		try {
			this.plans.plan(uai, base, typed.document(), day, change);
			Flash.done(redirect, "history.planned");
			return SeeOther.at(path(uai));
		}
		catch (InvalidDocumentException ex) {
			return this.editor.refused(typed, ex);
		}
		catch (PlanRefusedException ex) {
			return this.editor.refused(typed, REFUSED + ex.reason().name().toLowerCase(Locale.ROOT));
		}
	}

	@PostMapping("/{id}/cancel")
	ModelAndView cancel(@PathVariable Uai uai, @PathVariable String id,
			@RequestParam(defaultValue = "") String confirmed, Change change, RedirectAttributes redirect) {
		PlannedChange plan = find(uai, id);
		boolean waits = plan.state() == PlannedChange.State.PLANNED;
		if (waits && !confirmed.equals("true")) {
			return Confirmation.of("history", path(uai) + "/" + id + "/cancel", "history.plan.cancel.title")
				.saying("history.plan.cancel.what")
				.button("history.plan.cancel.button", path(uai) + "/" + id)
				.page();
		}
		try {
			this.plans.cancel(uai, id, change);
			Flash.done(redirect, waits ? "history.plan.cancelled" : "history.plan.filed");
		}
		catch (PlanRefusedException ex) {
			Flash.failed(redirect, REFUSED + "settled");
		}
		return SeeOther.at(path(uai));
	}

	/** Applies by hand, and now, a plan that could not be applied by itself. */
	@PostMapping("/{id}/merge/preview")
	ModelAndView merge(@PathVariable Uai uai, @PathVariable String id, RedirectAttributes redirect) {
		PlannedChange plan = find(uai, id);
		if (!plan.state().isOpen()) {
			Flash.failed(redirect, REFUSED + "settled");
			return SeeOther.at(path(uai) + "/" + id);
		}
		Pending pending = new Pending(plan.base(), this.plans.document(uai, id), plan.comment(), id);
		ModelAndView page = this.conflicts.page(uai, pending, Map.of());
		page.setStatus(HttpStatus.OK);
		return page;
	}

	private PlannedChange find(Uai uai, String id) {
		try {
			return this.plans.get(uai, id);
		}
		catch (UnknownPlanException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
	}

	private ConfigurationDocument earlier(Uai uai, @Nullable Long version) {
		if (version == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return this.history.version(uai, version).document();
	}

	private Optional<ConfigurationDocument> base(Uai uai, PlannedChange plan) {
		try {
			return Optional.of(this.history.version(uai, plan.base()).document());
		}
		catch (UnknownEstablishmentException ex) {
			return Optional.empty();
		}
	}

	private Optional<Instant> day(String typed) {
		try {
			return Optional.of(Moments.typed(typed, this.zone).toInstant());
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	static String path(Uai uai) {
		return "/console/establishments/" + uai + "/plans";
	}

}
