package fr.passerelle.gateway.console.home;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.console.history.VersionSentences;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.session.SessionFilter;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.VersionSummary;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * An establishment's first page.
 */
@Controller
@RequestMapping("/console/establishments/{uai}")
final class HomeController {

	/** How many of the last changes are shown. */
	private static final int CHANGES = 5;

	private final Establishments establishments;

	private final History history;

	private final VersionSentences sentences;

	private final Sessions sessions;

	private final Plans plans;

	private final Overview overview;

	HomeController(Establishments establishments, History history, VersionSentences sentences, Sessions sessions,
			Plans plans, Overview overview) {
		this.establishments = establishments;
		this.history = history;
		this.sentences = sentences;
		this.sessions = sessions;
		this.plans = plans;
		this.overview = overview;
	}

	/** How many people are in an Espace. */
	record Presence(EspaceKey espace, int people) {
	}

	@GetMapping
	String home(@PathVariable Uai uai, Grant may, Locale locale, Model model) {
		Establishment establishment = this.establishments.get(uai);
		List<DelegatedEnt> ents = this.overview.ents(establishment, locale);
		model.addAttribute("establishment", establishment);
		model.addAttribute("ents", ents);
		model.addAttribute("concerns", this.overview.concerns(establishment, ents, may));
		List<VersionSummary> changes = this.history.newest(uai, CHANGES);
		model.addAttribute("changes", changes);
		model.addAttribute("sentences", this.sentences.of(uai, changes));
		model.addAttribute("plans", this.plans.waiting(uai));
		now(establishment, model);
		return "home/overview";
	}

	/** The part that is renewed while the page is open. */
	@GetMapping("/now")
	String now(@PathVariable Uai uai, Locale locale, Model model) {
		Establishment establishment = this.establishments.get(uai);
		model.addAttribute("ents", this.overview.ents(establishment, locale));
		now(establishment, model);
		return "home/now :: now";
	}

	private void now(Establishment establishment, Model model) {
		Uai uai = establishment.uai();
		model.addAttribute("connected", this.sessions.people(uai, SessionFilter.ALL));
		model.addAttribute("presences",
				Arrays.stream(EspaceKey.values())
					.map((espace) -> new Presence(espace,
							this.sessions.people(uai, new SessionFilter(null, null, espace, null))))
					.filter((presence) -> presence.people() > 0)
					.toList());
	}

}
