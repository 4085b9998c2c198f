package fr.passerelle.gateway.console.ents;

import java.util.Locale;

import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.enthealth.EntStates;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * All ENTs in use, those in trouble first.
 */
@Controller
@RequestMapping("/console/ents/states")
final class EntStatesPageController {

	private final EntStates states;

	private final DiagnosisWords words;

	EntStatesPageController(EntStates states, DiagnosisWords words) {
		this.states = states;
		this.words = words;
	}

	@GetMapping
	String states(Locale locale, Model model) {
		model.addAttribute("lines",
				this.states.all().stream().map((report) -> StateLine.of(report, this.words, locale)).toList());
		return "ents/states";
	}

}
