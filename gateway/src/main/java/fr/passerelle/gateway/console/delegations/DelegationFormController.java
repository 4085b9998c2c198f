package fr.passerelle.gateway.console.delegations;

import java.util.List;
import java.util.Locale;

import fr.passerelle.entcatalog.Ent;
import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.ents.StepLine;
import fr.passerelle.gateway.diagnosis.Diagnoses;
import fr.passerelle.gateway.diagnosis.Diagnosis;
import fr.passerelle.gateway.diagnosis.DiagnosisBusyException;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.diagnosis.EntLetter;
import fr.passerelle.gateway.document.DelegationBlock;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The form of a new, changed or duplicated delegation, with the catalogue's search and
 * the test of an ENT that is not saved yet. Every answer keeps what was typed.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/delegations")
final class DelegationFormController {

	/**
	 * Ids that the addresses of fixed pages had. A bookmark still finds the page, unless
	 * a delegation has that id.
	 */
	private static final String FORMER_NEW = "new";

	private static final String FORMER_ENTS = "ents";

	private final Establishments establishments;

	private final DelegationPages pages;

	private final SentPages sentPages;

	private final EntCatalog catalog;

	private final Diagnoses diagnoses;

	private final DiagnosisWords diagnosisWords;

	private final EntLetter letter;

	DelegationFormController(Establishments establishments, DelegationPages pages, SentPages sentPages,
			EntCatalog catalog, Diagnoses diagnoses, DiagnosisWords diagnosisWords, EntLetter letter) {
		this.establishments = establishments;
		this.pages = pages;
		this.sentPages = sentPages;
		this.catalog = catalog;
		this.diagnoses = diagnoses;
		this.diagnosisWords = diagnosisWords;
		this.letter = letter;
	}

	@GetMapping(DelegationPages.ADD)
	ModelAndView ways(@PathVariable Uai uai) {
		return this.pages.ways(this.establishments.now(uai));
	}

	@GetMapping(DelegationPages.NEW)
	ModelAndView fresh(@PathVariable Uai uai, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String ent,
			@RequestParam(defaultValue = "") String protocol) {
		Proposal now = this.establishments.now(uai);
		Matrix matrix = Matrix.of(now.current());
		DelegationForm form = from.isEmpty() ? this.pages.empty(DelegationForm.protocol(protocol), matrix)
				: DelegationForm.of(block(now, from), matrix).duplicate();
		if (form.protocol() == Protocol.OIDC) {
			return show(now, this.catalog.find(ent).map(form::copying).orElse(form), q);
		}
		return show(now, ent.isEmpty() ? form : choosing(form, ent), q);
	}

	@GetMapping("/{id}")
	ModelAndView existing(@PathVariable Uai uai, @PathVariable String id, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String ent) {
		Proposal now = this.establishments.now(uai);
		boolean known = DelegationBlock.find(now.current(), id).isPresent();
		if (!known && id.equals(FORMER_NEW)) {
			return fresh(uai, q, from, ent, "");
		}
		if (!known && id.equals(FORMER_ENTS)) {
			return ents(uai, q);
		}
		return show(now, DelegationForm.of(block(now, id), Matrix.of(now.current())), "");
	}

	/** Search-as-you-type: the results alone. */
	@GetMapping(DelegationPages.ENTS)
	ModelAndView ents(@PathVariable Uai uai, @RequestParam(defaultValue = "") String q) {
		ModelAndView page = new ModelAndView("delegations/ents :: found");
		page.addObject("path", "/console/establishments/" + uai + "/delegations");
		return this.pages.found(q, page);
	}

	/** The form again: after a search, a choice, or a look at the preview. */
	@PostMapping("/form")
	ModelAndView again(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent,
			@RequestParam(required = false) @Nullable String choose) {
		DelegationForm form = DelegationForm.read(sent);
		ModelAndView page = show(this.establishments.now(uai), (choose != null) ? choosing(form, choose) : form,
				(choose != null) ? "" : DelegationForm.text(sent, "q"));
		return DelegationPages.goingOn(page, sent);
	}

	/** « Tester cet ENT »: what is typed, before it is saved. */
	@PostMapping("/diagnosis")
	ModelAndView diagnosis(@PathVariable Uai uai, @RequestParam MultiValueMap<String, String> sent, Grant grant,
			Actor actor, Locale locale) {
		Proposal now = this.establishments.now(uai);
		DelegationForm form = DelegationForm.read(sent);
		return DelegationPages.goingOn(tested(now, form, grant, actor, locale), sent);
	}

	private ModelAndView tested(Proposal now, DelegationForm form, Grant grant, Actor actor, Locale locale) {
		try {
			Delegation draft = resolve(now, form);
			ModelAndView page = this.pages.form(now, form, draft, "", List.of());
			try {
				Diagnosis diagnosis = this.diagnoses.run(now.before(), draft,
						grant.mayChangePlatform() || Diagnoses.isAtSavedHosts(now.before(), draft), actor);
				page.addObject("steps",
						diagnosis.steps()
							.stream()
							.map((step) -> StepLine.of(step, this.diagnosisWords, locale))
							.toList());
				page.addObject("letter", this.letter.text(diagnosis, locale));
			}
			catch (DiagnosisBusyException ex) {
				page.addObject("busy", true);
			}
			return page;
		}
		catch (InvalidDocumentException ex) {
			return this.sentPages.form(now, form, ex, locale);
		}
	}

	/**
	 * Shows the links where what is typed makes some; faults are told when it is sent.
	 */
	private ModelAndView show(Proposal now, DelegationForm form, String query) {
		try {
			return this.pages.form(now, form, resolve(now, form), query, List.of());
		}
		catch (InvalidDocumentException ex) {
			return this.pages.form(now, form, null, query, List.of());
		}
	}

	/** The delegation exactly as the program would use it. */
	private Delegation resolve(Proposal now, DelegationForm form) {
		Proposal typed = this.establishments.propose(now.before().uai(), form.edit(), ExpectedVersion.ANY);
		return typed.after().delegation(form.idIn(now.current())).orElseThrow();
	}

	private DelegationForm choosing(DelegationForm form, String ent) {
		return form.choosing(ent, this.catalog.find(ent).map(Ent::name).orElse(""));
	}

	private static DelegationBlock block(Proposal now, String id) {
		return DelegationBlock.find(now.current(), id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
