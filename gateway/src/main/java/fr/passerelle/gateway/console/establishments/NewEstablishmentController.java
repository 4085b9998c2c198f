package fr.passerelle.gateway.console.establishments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.console.history.FaultLine;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.EstablishmentExistsException;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Creates an establishment: from a form, from a document, or as a copy of another one.
 */
@Controller
@RequestMapping("/console/establishments")
final class NewEstablishmentController {

	private static final String LIST = "/console/establishments";

	private static final String FORM = "establishments/new";

	private final Establishments establishments;

	private final MessageSource messages;

	private final FaultTexts faults;

	NewEstablishmentController(Establishments establishments, MessageSource messages, FaultTexts faults) {
		this.establishments = establishments;
		this.messages = messages;
		this.faults = faults;
	}

	@GetMapping("/new")
	ModelAndView form() {
		return page(FORM, EstablishmentForm.EMPTY, Map.of());
	}

	/**
	 * The ENT is chosen on the next page, where all ENTs can be searched and are
	 * explained.
	 */
	@PostMapping("/new")
	ModelAndView create(@RequestParam(defaultValue = "") String uai, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String publicUrl, @RequestParam(defaultValue = "") String upstream,
			@RequestParam(defaultValue = "false") boolean published, Change change, RedirectAttributes redirect) {
		EstablishmentForm form = new EstablishmentForm(uai, name, publicUrl, upstream, published);
		try {
			Uai made = make(form.blueprint().document(published), change);
			Flash.done(redirect, "establishments.created", form.name());
			return SeeOther.at(LIST + "/" + made + "/delegations/_new");
		}
		catch (InvalidDocumentException ex) {
			return page(FORM, form, EstablishmentForm.faults(ex, this.faults));
		}
		catch (EstablishmentExistsException ex) {
			return page(FORM, form, Map.of("uai", word("establishments.exists")));
		}
	}

	@GetMapping("/new/document")
	ModelAndView document() {
		return documentPage("", List.of());
	}

	/** A file takes precedence over pasted text. JSON is YAML too. */
	@PostMapping("/new/document")
	ModelAndView create(@RequestParam(defaultValue = "") String document,
			@RequestParam(required = false) @Nullable MultipartFile file, Change change, RedirectAttributes redirect)
			throws IOException {
		String text = (file == null || file.isEmpty()) ? document : new String(file.getBytes(), StandardCharsets.UTF_8);
		try {
			return created(ConfigurationDocument.parse(text.getBytes(StandardCharsets.UTF_8), Format.YAML), change,
					redirect);
		}
		catch (InvalidDocumentException ex) {
			return documentPage(text, FaultLine.of(ex, text, this.faults));
		}
		catch (EstablishmentExistsException ex) {
			return documentPage(text, List.of(new FaultLine("uai", null, word("establishments.exists"))));
		}
	}

	@GetMapping("/{uai}/duplicate")
	ModelAndView duplicate(@PathVariable Uai uai) {
		Establishment model = this.establishments.get(uai);
		return duplicatePage(new EstablishmentForm("", "", "https://", model.upstream().toString(), false), Map.of());
	}

	@PostMapping("/{uai}/duplicate")
	ModelAndView duplicate(@PathVariable Uai uai, @RequestParam(name = "newUai", defaultValue = "") String newUai,
			@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String publicUrl,
			@RequestParam(defaultValue = "") String upstream, Change change, RedirectAttributes redirect) {
		EstablishmentForm form = new EstablishmentForm(newUai, name, publicUrl, upstream, false);
		ConfigurationDocument model = this.establishments.current(uai).document();
		try {
			return created(form.blueprint().like(model), change, redirect);
		}
		catch (InvalidDocumentException ex) {
			return duplicatePage(form, EstablishmentForm.faults(ex, this.faults));
		}
		catch (EstablishmentExistsException ex) {
			return duplicatePage(form, Map.of("uai", word("establishments.exists")));
		}
	}

	private ModelAndView created(ConfigurationDocument document, Change change, RedirectAttributes redirect) {
		Uai made = make(document, change);
		Flash.done(redirect, "establishments.complete", made.value());
		return SeeOther.at(LIST + "/" + made);
	}

	private Uai make(ConfigurationDocument document, Change change) {
		return this.establishments.create(document, change).uai();
	}

	private static ModelAndView duplicatePage(EstablishmentForm form, Map<String, String> faults) {
		return page("establishments/duplicate", form, faults);
	}

	private static ModelAndView page(String view, EstablishmentForm form, Map<String, String> faults) {
		ModelAndView page = new ModelAndView(view);
		page.addObject("form", form);
		page.addObject("faults", faults);
		if (!faults.isEmpty()) {
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		}
		return page;
	}

	private static ModelAndView documentPage(String text, List<FaultLine> faults) {
		ModelAndView page = new ModelAndView("establishments/document");
		page.addObject("text", text);
		page.addObject("faults", faults);
		if (!faults.isEmpty()) {
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		}
		return page;
	}

	private String word(String key) {
		return this.messages.getMessage(key, null, LocaleContextHolder.getLocale());
	}

}
