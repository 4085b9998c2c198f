package fr.passerelle.gateway.console.delegations;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.access.Caller;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.establishment.Change;
import fr.passerelle.gateway.establishment.ConfigurationDocument;
import fr.passerelle.gateway.establishment.DelegationBlock;
import fr.passerelle.gateway.establishment.DelegationEdit;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.establishment.ExpectedVersion;
import fr.passerelle.gateway.establishment.InvalidDocumentException;
import fr.passerelle.gateway.establishment.LostRaceException;
import fr.passerelle.gateway.establishment.Matrix;
import fr.passerelle.gateway.establishment.Proposal;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.preview.Preview;
import fr.passerelle.gateway.preview.Previews;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.servlet.view.RedirectView;

/**
 * Screen 3: the list with the matrix, and the way of every change: preview, then apply.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/delegations")
final class DelegationsConsoleController {

	private final Establishments establishments;

	private final Previews previews;

	private final DelegationPages pages;

	private final FormFaults faults;

	private final Caller caller;

	DelegationsConsoleController(Establishments establishments, Previews previews, DelegationPages pages,
			FormFaults faults, Caller caller) {
		this.establishments = establishments;
		this.previews = previews;
		this.pages = pages;
		this.faults = faults;
		this.caller = caller;
	}

	@GetMapping
	ModelAndView list(@PathVariable Uai uai, Locale locale) {
		Proposal now = this.establishments.now(uai);
		return this.pages.list(now, MatrixForm.of(Matrix.of(now.current())), List.of(), locale);
	}

	/** The list again, with what was ticked. */
	@PostMapping("/matrix")
	ModelAndView matrix(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent, Locale locale) {
		return this.pages.list(this.establishments.now(uai), MatrixForm.read(sent), List.of(), locale);
	}

	@PostMapping("/preview")
	ModelAndView preview(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent,
			@RequestParam long base, @RequestParam(defaultValue = "") String comment,
			@ModelAttribute("when") Moments when, Locale locale) {
		PendingEdit pending = PendingEdit.read(sent);
		try {
			Preview preview = this.previews.of(uai, pending.edit(), upon(base));
			return this.pages.preview(preview, pending, name(preview.proposal(), sent), comment, when, locale);
		}
		catch (InvalidDocumentException ex) {
			return again(uai, pending, ex, locale);
		}
		catch (LostRaceException ex) {
			return conflict(uai, pending, comment);
		}
	}

	@PostMapping("/apply")
	ModelAndView apply(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent, @RequestParam long base,
			@RequestParam(defaultValue = "") String comment, Principal who, HttpServletRequest request,
			RedirectAttributes redirect, Locale locale) {
		PendingEdit pending = PendingEdit.read(sent);
		try {
			String name = name(this.establishments.now(uai), sent);
			this.establishments.edit(uai, pending.edit(), upon(base), change(who, comment, request));
			Flash.done(redirect, pending.done(), name);
			return back(uai);
		}
		catch (InvalidDocumentException ex) {
			return again(uai, pending, ex, locale);
		}
		catch (LostRaceException ex) {
			return conflict(uai, pending, comment);
		}
	}

	/** The page that was sent, with what is wrong in it. */
	private ModelAndView again(Uai uai, PendingEdit pending, InvalidDocumentException ex, Locale locale) {
		Proposal now = this.establishments.now(uai);
		if (pending.what() != PendingEdit.What.FORM) {
			MatrixForm typed = (pending.what() == PendingEdit.What.MATRIX) ? MatrixForm.read(pending.sent())
					: MatrixForm.of(Matrix.of(now.current()));
			return this.pages.list(now, typed, this.faults.ofRows(ex.faults(), locale), locale);
		}
		DelegationForm form = DelegationForm.read(pending.sent());
		return this.pages.form(now, form, null, "",
				this.faults.of(ex.faults(), index(now.current(), form), form, locale));
	}

	private ModelAndView conflict(Uai uai, PendingEdit pending, String comment) {
		return this.pages.conflict(this.establishments.now(uai), pending, comment, this.establishments.current(uai));
	}

	/** Where the form's delegation stands, or would: at the end. */
	static int index(ConfigurationDocument document, DelegationForm form) {
		int index = DelegationEdit.indexOf(document, form.id());
		return (index >= 0) ? index : DelegationBlock.of(document).size();
	}

	/** The label of the delegation that a change is about; empty for the matrix. */
	private static String name(Proposal now, MultiValueMap<String, String> sent) {
		String typed = DelegationForm.text(sent, "label");
		return typed.isEmpty() ? now.before()
			.delegation(DelegationForm.text(sent, "id"))
			.map((delegation) -> delegation.label())
			.orElse("") : typed;
	}

	private Change change(Principal who, String comment, HttpServletRequest request) {
		return new Change(who.getName(), comment.isBlank() ? null : comment.strip(), this.caller.address(request));
	}

	private static ExpectedVersion upon(long base) {
		return new ExpectedVersion(Set.of(base));
	}

	private static ModelAndView back(Uai uai) {
		RedirectView view = new RedirectView("/console/establishments/" + uai + "/delegations");
		view.setStatusCode(HttpStatus.SEE_OTHER);
		view.setExposeModelAttributes(false);
		return new ModelAndView(view);
	}

}
