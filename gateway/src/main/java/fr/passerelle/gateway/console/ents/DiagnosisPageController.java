package fr.passerelle.gateway.console.ents;

import java.util.Locale;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.diagnosis.Diagnoses;
import fr.passerelle.gateway.diagnosis.Diagnosis;
import fr.passerelle.gateway.diagnosis.DiagnosisBusyException;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.diagnosis.EntLetter;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tries a delegation's ENT, step by step, and shows what was found. The result is not
 * kept; showing it again means trying again.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/delegations/{id}/diagnosis")
final class DiagnosisPageController {

	private final Establishments establishments;

	private final EntStates states;

	private final Diagnoses diagnoses;

	private final DiagnosisWords words;

	private final EntLetter letter;

	DiagnosisPageController(Establishments establishments, EntStates states, Diagnoses diagnoses, DiagnosisWords words,
			EntLetter letter) {
		this.establishments = establishments;
		this.states = states;
		this.diagnoses = diagnoses;
		this.words = words;
		this.letter = letter;
	}

	@GetMapping
	ModelAndView before(@PathVariable Uai uai, @PathVariable String id, Locale locale) {
		Establishment establishment = this.establishments.get(uai);
		return page(establishment, delegation(establishment, id), locale);
	}

	@PostMapping
	ModelAndView run(@PathVariable Uai uai, @PathVariable String id, Actor actor, Locale locale) {
		Establishment establishment = this.establishments.get(uai);
		Delegation delegation = delegation(establishment, id);
		try {
			Diagnosis diagnosis = this.diagnoses.run(establishment, delegation, true, actor);
			ModelAndView page = page(establishment, delegation, locale);
			page.addObject("diagnosis", diagnosis);
			page.addObject("tone", StepLine.tone(diagnosis.status()));
			page.addObject("status", this.words.status(diagnosis.status(), locale));
			page.addObject("steps",
					diagnosis.steps().stream().map((step) -> StepLine.of(step, this.words, locale)).toList());
			page.addObject("letter", this.letter.text(diagnosis, locale));
			return page;
		}
		catch (DiagnosisBusyException ex) {
			ModelAndView page = page(establishment, delegation, locale);
			page.addObject("busy", true);
			page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
			return page;
		}
	}

	private ModelAndView page(Establishment establishment, Delegation delegation, Locale locale) {
		ModelAndView page = new ModelAndView("ents/diagnosis");
		page.addObject("establishment", establishment);
		page.addObject("delegation", delegation);
		page.addObject("line", StateLine.of(this.states.of(delegation), this.words, locale));
		return page;
	}

	private static Delegation delegation(Establishment establishment, String id) {
		return establishment.delegation(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
