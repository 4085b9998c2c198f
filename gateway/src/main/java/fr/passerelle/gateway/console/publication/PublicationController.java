package fr.passerelle.gateway.console.publication;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.console.history.Conflicts;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.FaultCode;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.MatrixEdit;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.preview.Previews;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.LostRaceException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Screen 2: the Espaces with their addresses, each one's switch, and the switch over all.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/publication")
final class PublicationController {

	private static final String SECTION = "publication";

	private final Establishments establishments;

	private final Previews previews;

	private final Conflicts conflicts;

	private final FaultTexts faults;

	private final ZoneId zone;

	PublicationController(Establishments establishments, Previews previews, Conflicts conflicts, FaultTexts faults,
			ZoneId zone) {
		this.establishments = establishments;
		this.previews = previews;
		this.conflicts = conflicts;
		this.faults = faults;
		this.zone = zone;
	}

	@GetMapping
	ModelAndView table(@PathVariable Uai uai) {
		Establishment now = establishment(uai);
		Map<EspaceKey, Integer> connected = this.previews.connected(uai);
		ModelAndView page = new ModelAndView("publication/table");
		page.addObject("now", now);
		page.addObject("rows",
				Arrays.stream(EspaceKey.values())
					.map((key) -> EspaceRow.of(now, now.espace(key), connected.getOrDefault(key, 0)))
					.toList());
		return page;
	}

	/** Opening happens immediately; closing an Espace with people in it asks again. */
	@PostMapping("/espaces/{key}")
	ModelAndView espace(@PathVariable Uai uai, @PathVariable String key, @RequestParam boolean published,
			@RequestParam long base, @RequestParam(defaultValue = "false") boolean confirmed, Change change,
			RedirectAttributes redirect) {
		EspaceKey espace = EspaceKey.of(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		if (!published && !confirmed) {
			return asking(uai, espace, base);
		}
		DocumentEdit edit = new MatrixEdit(Map.of(espace, new EspacePatch(published, null, null)));
		try {
			this.establishments.edit(uai, edit, ExpectedVersion.only(base), change);
			Flash.done(redirect, published ? "publication.done.espace.open" : "publication.done.espace.closed",
					espace.label());
			return SeeOther.at(path(uai));
		}
		catch (LostRaceException ex) {
			return this.conflicts.page(uai, base, edit, null);
		}
	}

	private ModelAndView asking(Uai uai, EspaceKey espace, long base) {
		int inside = this.previews.connected(uai).getOrDefault(espace, 0);
		Confirmation question = Confirmation
			.of(SECTION, path(uai) + "/espaces/" + espace.key(), "publication.close.title", espace.label())
			.saying("publication.close.page", espace.label())
			.saying("publication.close.inside", inside)
			.with("published", false)
			.with("base", base);
		return question.button("publication.close.button", path(uai)).danger().page();
	}

	@GetMapping("/stop")
	ModelAndView stop(@PathVariable Uai uai, @ModelAttribute("when") Moments when) {
		Establishment now = establishment(uai);
		String reason = (now.closedReason() != null) ? now.closedReason() : "";
		String until = (now.closedUntil() != null) ? when.field(now.closedUntil()) : "";
		return stopPage(now, new StopForm(reason, until), now.version(), Map.of());
	}

	@PostMapping("/stop")
	ModelAndView stop(@PathVariable Uai uai, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "") String reopensAt, @RequestParam long base, Change change,
			RedirectAttributes redirect, Locale locale) {
		Establishment now = establishment(uai);
		StopForm form = new StopForm(reason, reopensAt);
		Publication publication;
		try {
			publication = form.publication(this.zone);
		}
		catch (DateTimeException ex) {
			return stopPage(now, form, base, Map.of("reopensAt", this.faults.of(FaultCode.NOT_INSTANT, locale)));
		}
		try {
			this.establishments.publish(uai, publication, ExpectedVersion.only(base), change);
			Flash.done(redirect, now.published() ? "publication.done.stopped" : "publication.done.changed");
			return SeeOther.at(path(uai));
		}
		catch (InvalidDocumentException ex) {
			return stopPage(now, form, base, faults(ex.faults(), locale));
		}
		catch (LostRaceException ex) {
			return this.conflicts.page(uai, base, publication, null);
		}
	}

	@PostMapping("/start")
	ModelAndView start(@PathVariable Uai uai, @RequestParam long base, Change change, RedirectAttributes redirect) {
		try {
			this.establishments.publish(uai, Publication.OPEN, ExpectedVersion.only(base), change);
			Flash.done(redirect, "publication.done.started");
			return SeeOther.at(path(uai));
		}
		catch (LostRaceException ex) {
			return this.conflicts.page(uai, base, Publication.OPEN, null);
		}
	}

	private ModelAndView stopPage(Establishment now, StopForm form, long base, Map<String, String> faults) {
		Map<EspaceKey, Integer> connected = this.previews.connected(now.uai());
		ModelAndView page = new ModelAndView("publication/stop");
		page.addObject("now", now);
		page.addObject("form", form);
		page.addObject("base", base);
		page.addObject("faults", faults);
		page.addObject("connected", connected);
		page.addObject("total", this.previews.people(now.uai()));
		if (!faults.isEmpty()) {
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		}
		return page;
	}

	private Map<String, String> faults(List<DocumentFault> found, Locale locale) {
		Map<String, String> faults = new LinkedHashMap<>();
		found.forEach((fault) -> faults.putIfAbsent(fault.path().equals("closedReason") ? "reason" : "reopensAt",
				this.faults.of(fault, locale)));
		return faults;
	}

	private Establishment establishment(Uai uai) {
		return this.establishments.now(uai).before();
	}

	private static String path(Uai uai) {
		return "/console/establishments/" + uai + "/publication";
	}

}
