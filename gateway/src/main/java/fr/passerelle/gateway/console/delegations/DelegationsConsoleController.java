package fr.passerelle.gateway.console.delegations;

import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.console.history.Conflicts;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.preview.Preview;
import fr.passerelle.gateway.preview.Previews;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.LostRaceException;
import fr.passerelle.gateway.version.Proposal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Screen 3: the list with the matrix. Every change is previewed first, then applied.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/delegations")
final class DelegationsConsoleController {

	private final Establishments establishments;

	private final Previews previews;

	private final DelegationPages pages;

	private final SentPages sentPages;

	private final Conflicts conflicts;

	DelegationsConsoleController(Establishments establishments, Previews previews, DelegationPages pages,
			SentPages sentPages, Conflicts conflicts) {
		this.establishments = establishments;
		this.previews = previews;
		this.pages = pages;
		this.sentPages = sentPages;
		this.conflicts = conflicts;
	}

	@GetMapping
	ModelAndView list(@PathVariable Uai uai, Locale locale) {
		Proposal now = this.establishments.now(uai);
		return this.pages.list(now, MatrixForm.of(Matrix.of(now.current())), List.of(), locale);
	}

	/** The list again, with what was ticked. */
	@PostMapping("/matrix")
	ModelAndView matrix(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent, Locale locale) {
		ModelAndView page = this.pages.list(this.establishments.now(uai), MatrixForm.read(sent), List.of(), locale);
		return DelegationPages.goingOn(page, sent);
	}

	@PostMapping("/preview")
	ModelAndView preview(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent,
			@RequestParam long base, @RequestParam(defaultValue = "") String comment,
			@ModelAttribute("when") Moments when, Locale locale) {
		PendingEdit pending = PendingEdit.read(sent);
		try {
			Preview preview = this.previews.of(uai, pending.edit(), ExpectedVersion.only(base));
			return this.pages.preview(preview, pending, name(preview.proposal(), sent), comment, when, locale);
		}
		catch (InvalidDocumentException ex) {
			return this.sentPages.again(uai, pending, ex, locale);
		}
		catch (LostRaceException ex) {
			return this.conflicts.page(uai, base, pending.edit(), comment);
		}
	}

	@PostMapping("/apply")
	ModelAndView apply(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent, @RequestParam long base,
			@RequestParam(defaultValue = "") String comment, Change change, RedirectAttributes redirect,
			Locale locale) {
		PendingEdit pending = PendingEdit.read(sent);
		try {
			String name = name(this.establishments.now(uai), sent);
			this.establishments.edit(uai, pending.edit(), ExpectedVersion.only(base), change);
			Flash.done(redirect, pending.done(), name);
			return SeeOther.at("/console/establishments/" + uai + "/delegations");
		}
		catch (InvalidDocumentException ex) {
			return this.sentPages.again(uai, pending, ex, locale);
		}
		catch (LostRaceException ex) {
			return this.conflicts.page(uai, base, pending.edit(), comment);
		}
	}

	/** The label of the delegation that a change is about; empty for the matrix. */
	private static String name(Proposal now, MultiValueMap<String, String> sent) {
		String typed = DelegationForm.text(sent, "label");
		return typed.isEmpty() ? now.before()
			.delegation(DelegationForm.text(sent, "id"))
			.map((delegation) -> delegation.label())
			.orElse("") : typed;
	}

}
