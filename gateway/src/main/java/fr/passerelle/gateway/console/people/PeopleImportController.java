package fr.passerelle.gateway.console.people;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.console.people.PendingImports.Pending;
import fr.passerelle.gateway.console.people.PendingImports.TooManyImportsException;
import fr.passerelle.gateway.console.people.PendingImports.UploadTooLargeException;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.ImportBusyException;
import fr.passerelle.gateway.people.ImportChoices;
import fr.passerelle.gateway.people.ImportPlan;
import fr.passerelle.gateway.people.ImportRefusedException;
import fr.passerelle.gateway.people.NothingToUndoException;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.PeopleImports;
import fr.passerelle.gateway.recognition.NationalNumber;
import fr.passerelle.gateway.schoolfile.SchoolFileReader;
import fr.passerelle.gateway.schoolfile.SchoolFiles;
import fr.passerelle.gateway.schoolfile.UnusableFileException;
import fr.passerelle.gateway.upload.MultipartBody;
import fr.passerelle.gateway.version.Establishments;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Imports the files that a school has: a form takes them, a trial run shows what they
 * would do and asks what only a human knows, and a button does it.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/people")
class PeopleImportController {

	/** Begins the names of the fields that answer questions. */
	private static final String ANSWER = "answer.";

	private static final Logger logger = LoggerFactory.getLogger(PeopleImportController.class);

	private final People people;

	private final PeopleImports imports;

	private final PendingImports pending;

	private final Establishments establishments;

	private final MessageSource words;

	PeopleImportController(People people, PeopleImports imports, PendingImports pending, Establishments establishments,
			MessageSource words) {
		this.people = people;
		this.imports = imports;
		this.pending = pending;
		this.establishments = establishments;
		this.words = words;
	}

	@GetMapping("/import")
	String form(@PathVariable Uai uai, Actor actor, Model model) {
		this.establishments.get(uai);
		model.addAttribute("path", path(uai));
		model.addAttribute("people", PeoplePageController.path(uai));
		model.addAttribute("last", this.imports.last(uai).orElse(null));
		try {
			model.addAttribute("ticket", this.pending.ticket(actor.name(), uai));
		}
		catch (TooManyImportsException ex) {
			model.addAttribute("busy", true);
		}
		return "people/import";
	}

	/**
	 * Keeps the files; the ticket stands for the token that other forms carry. The body
	 * is read as it comes, and not by the server's own reader of parts.
	 */
	@PostMapping("/import/{ticket}")
	ModelAndView receive(@PathVariable Uai uai, @PathVariable String ticket, Actor actor, HttpServletRequest request,
			RedirectAttributes redirect) {
		this.establishments.get(uai);
		String type = Objects.requireNonNullElse(request.getContentType(), "");
		try {
			if (this.pending.receive(ticket, actor.name(), uai, type, request.getInputStream())) {
				return SeeOther.at(path(uai) + "/" + ticket);
			}
			throw new CsrfException("no ticket of this administrator's page");
		}
		catch (TooManyImportsException ex) {
			Flash.failed(redirect, "people.import.busy");
		}
		catch (UploadTooLargeException ex) {
			Flash.failed(redirect, "people.import.large", PendingImports.MAX_BYTES / (1024 * 1024));
		}
		catch (IOException ex) {
			logger.warn("Files of people could not be kept", ex);
			Flash.failed(redirect, "people.import.unkept");
		}
		return SeeOther.at(path(uai));
	}

	/** What the files would do. */
	@GetMapping("/import/{ticket}")
	ModelAndView plan(@PathVariable Uai uai, @PathVariable String ticket, Actor actor, Locale locale,
			RedirectAttributes redirect) {
		return plan(uai, ticket, actor, ImportChoices.NONE, new Answer(locale, redirect));
	}

	/** What the files would do with these answers. */
	@PostMapping("/import/{ticket}/preview")
	ModelAndView plan(@PathVariable Uai uai, @PathVariable String ticket, Actor actor,
			@RequestParam MultiValueMap<String, String> sent, Locale locale, RedirectAttributes redirect) {
		return plan(uai, ticket, actor, choices(sent), new Answer(locale, redirect));
	}

	@PostMapping("/import/{ticket}/run")
	ModelAndView run(@PathVariable Uai uai, @PathVariable String ticket, Actor actor,
			@RequestParam MultiValueMap<String, String> sent, Locale locale, RedirectAttributes redirect) {
		Answer answer = new Answer(locale, redirect);
		Optional<Pending> form = kept(uai, ticket, actor);
		if (form.isEmpty()) {
			return expired(uai, redirect);
		}
		try {
			ImportPlan done = this.imports.run(uai, read(uai, form.get()), with(uai, choices(sent)), actor);
			this.pending.forget(actor.name());
			Flash.done(redirect, "people.import.done", done.added().size(), done.changed().size(), done.unchanged());
			return SeeOther.at(PeoplePageController.path(uai));
		}
		catch (ImportRefusedException ex) {
			return page(uai, ticket, ex.plan(), choices(sent), locale);
		}
		catch (ImportBusyException ex) {
			Flash.failed(redirect, "people.import.running");
			return SeeOther.at(path(uai) + "/" + ticket);
		}
		catch (UnusableFileException | IOException ex) {
			return unusable(uai, actor, ex, answer);
		}
	}

	/** Takes the last import back. */
	@PostMapping("/undo")
	ModelAndView undo(@PathVariable Uai uai, Actor actor, RedirectAttributes redirect) {
		this.establishments.get(uai);
		try {
			this.imports.undo(uai, actor);
			Flash.done(redirect, "people.undo.done");
		}
		catch (NothingToUndoException ex) {
			Flash.failed(redirect, "people.undo.nothing");
		}
		catch (ImportBusyException ex) {
			Flash.failed(redirect, "people.import.running");
		}
		return SeeOther.at(PeoplePageController.path(uai));
	}

	/** Removes the files without an import. */
	@PostMapping("/import/{ticket}/discard")
	ModelAndView discard(@PathVariable Uai uai, @PathVariable String ticket, Actor actor) {
		kept(uai, ticket, actor).ifPresent((form) -> this.pending.forget(actor.name()));
		return SeeOther.at(PeoplePageController.path(uai));
	}

	private ModelAndView plan(Uai uai, String ticket, Actor actor, ImportChoices choices, Answer answer) {
		Optional<Pending> form = kept(uai, ticket, actor);
		if (form.isEmpty()) {
			return expired(uai, answer.redirect());
		}
		try {
			ImportPlan plan = this.imports.preview(uai, read(uai, form.get()), with(uai, choices));
			return page(uai, ticket, plan, choices, answer.locale());
		}
		catch (UnusableFileException | IOException ex) {
			return unusable(uai, actor, ex, answer);
		}
	}

	private Optional<Pending> kept(Uai uai, String ticket, Actor actor) {
		this.establishments.get(uai);
		return this.pending.find(ticket, actor.name(), uai).filter((form) -> form.file() != null);
	}

	private SchoolFiles read(Uai uai, Pending form) throws IOException {
		SchoolFileReader reader = this.imports.reader(uai);
		try (InputStream body = Files.newInputStream(Objects.requireNonNull(form.file()))) {
			MultipartBody.read(form.contentType(), body, (name, file, content) -> {
				if (file != null && !file.isEmpty()) {
					reader.read(file, content);
				}
			});
		}
		return reader.result();
	}

	private ModelAndView page(Uai uai, String ticket, ImportPlan plan, ImportChoices choices, Locale locale) {
		ModelAndView page = new ModelAndView("people/plan");
		page.addObject("plan", PlanView.of(plan, choices, new FaultWords(this.words, locale),
				(identifiant) -> named(uai, identifiant)));
		page.addObject("path", path(uai) + "/" + ticket);
		page.addObject("espaces", EspaceKey.values());
		return page;
	}

	/** Namesakes are told apart by their class and identifiant. */
	private String named(Uai uai, String identifiant) {
		return this.people.find(uai, identifiant).map((person) -> {
			String className = person.school().className();
			return person.displayName() + ((className != null) ? ", " + className : "") + " (" + identifiant + ")";
		}).orElse(identifiant);
	}

	private ModelAndView unusable(Uai uai, Actor actor, Exception fault, Answer answer) {
		this.pending.forget(actor.name());
		if (fault instanceof UnusableFileException unusable) {
			Flash.failed(answer.redirect(), "people.import.unusable", unusable.file(),
					new FaultWords(this.words, answer.locale()).of(Objects.requireNonNull(unusable.getMessage())));
		}
		else {
			logger.warn("Files of people could not be read", fault);
			Flash.failed(answer.redirect(), "people.import.unkept");
		}
		return SeeOther.at(path(uai));
	}

	private static ModelAndView expired(Uai uai, RedirectAttributes redirect) {
		Flash.failed(redirect, "people.import.expired");
		return SeeOther.at(path(uai));
	}

	private static ImportChoices choices(MultiValueMap<String, String> sent) {
		Map<String, String> answers = new HashMap<>();
		sent.forEach((name, values) -> {
			String value = String.join("|", values.stream().filter((one) -> !one.isEmpty()).toList());
			if (name.startsWith(ANSWER) && !value.isEmpty()) {
				answers.put(name.substring(ANSWER.length()), value);
			}
		});
		return new ImportChoices(sent.getOrDefault("close", List.of()).contains("true"), false, answers);
	}

	private ImportChoices with(Uai uai, ImportChoices choices) {
		return new ImportChoices(choices.close(), NationalNumber.isAskedFor(this.establishments.get(uai)),
				choices.answers());
	}

	private static String path(Uai uai) {
		return PeoplePageController.path(uai) + "/import";
	}

	/**
	 * How to answer.
	 *
	 * @param locale the reader's language
	 * @param redirect carries a message to the next page
	 */
	private record Answer(Locale locale, RedirectAttributes redirect) {
	}

}
