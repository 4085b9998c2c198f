package fr.passerelle.gateway.console.delegations;

import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.console.history.Conflicts;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.PlanRefusedException;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.preview.Previews;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.LostRaceException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Plans the change of a preview for a later day.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/delegations")
final class DelegationPlanController {

	private static final String REFUSED = "history.plan.refused.";

	private final History history;

	private final Previews previews;

	private final DelegationPages pages;

	private final SentPages sentPages;

	private final Plans plans;

	private final Conflicts conflicts;

	DelegationPlanController(History history, Previews previews, DelegationPages pages, SentPages sentPages,
			Plans plans, Conflicts conflicts) {
		this.history = history;
		this.previews = previews;
		this.pages = pages;
		this.sentPages = sentPages;
		this.plans = plans;
		this.conflicts = conflicts;
	}

	@PostMapping("/later")
	ModelAndView later(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent, @RequestParam long base,
			@RequestParam(defaultValue = "") String at, @RequestParam(defaultValue = "") String comment,
			@ModelAttribute(name = "when", binding = false) Moments when, Locale locale, Change change,
			RedirectAttributes redirect) {
		PendingEdit pending = PendingEdit.read(sent);
		String refusal;
		try {
			ConfigurationDocument document = pending.edit().applyTo(this.history.version(uai, base).document());
			this.plans.plan(uai, base, document, Moments.typed(at, when.zone()).toInstant(), change);
			Flash.done(redirect, "history.planned");
			return SeeOther.at("/console/establishments/" + uai + "/plans");
		}
		catch (DateTimeException ex) {
			refusal = "date";
		}
		catch (InvalidDocumentException ex) {
			refusal = "invalid";
		}
		catch (PlanRefusedException ex) {
			refusal = ex.reason().name().toLowerCase(Locale.ROOT);
		}
		return again(uai, pending, base, comment, at, new Flash(REFUSED + refusal, List.of(), "bad"), when, locale);
	}

	/** The preview again, with what is wrong about the day. */
	private ModelAndView again(Uai uai, PendingEdit pending, long base, String comment, String at, Flash refusal,
			Moments when, Locale locale) {
		try {
			ModelAndView page = this.pages.preview(this.previews.of(uai, pending.edit(), ExpectedVersion.only(base)),
					pending, "", comment, when, locale);
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			page.addObject("flash", refusal);
			page.addObject("at", at);
			return page;
		}
		catch (InvalidDocumentException ex) {
			return this.sentPages.again(uai, pending, ex, locale);
		}
		catch (LostRaceException ex) {
			return this.conflicts.page(uai, base, pending.edit(), comment);
		}
	}

}
