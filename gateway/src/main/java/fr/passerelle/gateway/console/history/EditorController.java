package fr.passerelle.gateway.console.history;

import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.console.Changes;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.history.Conflicts.Pending;
import fr.passerelle.gateway.console.history.EditorPages.Typed;
import fr.passerelle.gateway.establishment.ConfigurationDocument;
import fr.passerelle.gateway.establishment.ConfigurationVersion;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.establishment.ExpectedVersion;
import fr.passerelle.gateway.establishment.InvalidDocumentException;
import fr.passerelle.gateway.establishment.LostRaceException;
import fr.passerelle.gateway.establishment.Uai;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
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
 * The document as a whole: edited as text, and brought together with what somebody else
 * has saved meanwhile. Whatever is saved is saved upon the version that was shown.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/history")
final class EditorController {

	private final Establishments establishments;

	private final Conflicts conflicts;

	private final EditorPages pages;

	private final Changes changes;

	EditorController(Establishments establishments, Conflicts conflicts, EditorPages pages, Changes changes) {
		this.establishments = establishments;
		this.conflicts = conflicts;
		this.pages = pages;
		this.changes = changes;
	}

	/** The current text, or an earlier version's to start from. */
	@GetMapping("/edit")
	ModelAndView edit(@PathVariable Uai uai, @RequestParam(required = false) @Nullable Long version) {
		ConfigurationVersion current = this.establishments.current(uai);
		ConfigurationDocument text = (version != null) ? this.establishments.version(uai, version).document()
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
			@RequestParam(required = false) @Nullable String comment, HttpServletRequest request,
			RedirectAttributes redirect) {
		Typed typed = new Typed(base, document, comment, null);
		try {
			return saved(uai, typed.document(), base, comment, request, redirect);
		}
		catch (InvalidDocumentException ex) {
			return this.pages.refused(typed, ex);
		}
	}

	/** The choices of the conflict page. */
	@PostMapping("/conflict/preview")
	ModelAndView choose(@PathVariable Uai uai, @RequestParam long base, @RequestParam String mine,
			@RequestParam(required = false) @Nullable String comment, @RequestParam Map<String, String> fields) {
		ModelAndView page = this.conflicts.page(uai, Pending.of(base, mine, comment), Conflicts.chosen(fields));
		page.setStatus(HttpStatus.OK);
		page.addObject("asked", true);
		return page;
	}

	/** What came of the choices, as it was edited by hand. */
	@PostMapping("/conflict")
	ModelAndView merge(@PathVariable Uai uai, @RequestParam long base, @RequestParam String mine,
			@RequestParam long upon, @RequestParam String document,
			@RequestParam(required = false) @Nullable String comment, @RequestParam Map<String, String> fields,
			HttpServletRequest request, RedirectAttributes redirect) {
		Typed typed = new Typed(upon, document, comment, null);
		try {
			return saved(uai, typed.document(), upon, comment, request, redirect);
		}
		catch (InvalidDocumentException ex) {
			ModelAndView page = this.conflicts.page(uai, Pending.of(base, mine, comment), Conflicts.chosen(fields));
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			page.addObject("undecided", false);
			page.addObject("yaml", document);
			page.addObject("upon", upon);
			page.addObject("faults", this.pages.faults(ex, document));
			return page;
		}
	}

	/** Saves, or shows what somebody else has saved since. */
	private ModelAndView saved(Uai uai, ConfigurationDocument document, long upon, @Nullable String comment,
			HttpServletRequest request, RedirectAttributes redirect) {
		try {
			ConfigurationVersion version = this.establishments.replace(uai, document, new ExpectedVersion(Set.of(upon)),
					false, this.changes.of(request, comment));
			if (version.number() == upon) {
				Flash.warn(redirect, "history.saved.nothing");
			}
			else {
				Flash.done(redirect, "history.saved", version.number());
			}
			return HistoryController.seeOther(HistoryController.path(uai));
		}
		catch (LostRaceException ex) {
			return this.conflicts.page(uai, upon, document, comment);
		}
	}

}
