package fr.passerelle.gateway.console.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.console.history.DifferenceWords.Line;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.HistoryFilter;
import fr.passerelle.gateway.version.LostRaceException;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
import fr.passerelle.gateway.version.Version;
import fr.passerelle.gateway.version.VersionSummary;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The versions of an establishment's configuration: lists, compares, shows and restores
 * them.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/history")
final class HistoryController {

	private static final int PAGE = 50;

	private static final int MAX_PAGES = 10_000;

	private final Establishments establishments;

	private final History history;

	private final Plans plans;

	private final DifferenceWords words;

	private final VersionSentences sentences;

	private final RestoreQuestion question;

	/** Later days are typing errors. */
	private static final int LAST_YEAR = 9999;

	private final ZoneId zone;

	HistoryController(Establishments establishments, History history, Plans plans, DifferenceWords words,
			VersionSentences sentences, RestoreQuestion question, ZoneId zone) {
		this.establishments = establishments;
		this.history = history;
		this.plans = plans;
		this.words = words;
		this.sentences = sentences;
		this.question = question;
		this.zone = zone;
	}

	@GetMapping
	String list(@PathVariable Uai uai, @RequestParam(defaultValue = "") String author,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
			@RequestParam(defaultValue = "0") int page, Model model) {
		HistoryFilter filter = new HistoryFilter(author.isEmpty() ? null : author, begin(since),
				(until != null) ? begin(until.plusDays(1)) : null);
		int shown = Math.max(0, Math.min(page, MAX_PAGES));
		long total = this.history.size(uai, filter);
		List<VersionSummary> versions = this.history.versions(uai, filter, shown * PAGE, PAGE);
		model.addAttribute("versions", versions);
		model.addAttribute("sentences", this.sentences.of(uai, versions));
		model.addAttribute("current", this.establishments.current(uai).number());
		model.addAttribute("authors", this.history.authors(uai));
		model.addAttribute("filter", filter);
		model.addAttribute("author", author);
		model.addAttribute("since", since);
		model.addAttribute("until", until);
		model.addAttribute("total", total);
		model.addAttribute("page", shown);
		model.addAttribute("pages", (int) ((total + PAGE - 1) / PAGE));
		model.addAttribute("href", href(uai, author, since, until));
		model.addAttribute("waiting", this.plans.waiting(uai).size());
		model.addAttribute("failed", this.plans.failed(uai).size());
		return "history/list";
	}

	@GetMapping("/compare")
	String compare(@PathVariable Uai uai, @RequestParam long from, @RequestParam long to, Model model) {
		Version earlier = this.history.version(uai, from);
		Version later = this.history.version(uai, to);
		model.addAttribute("from", earlier);
		model.addAttribute("to", later);
		model.addAttribute("lines", lines(earlier, later));
		return "history/compare";
	}

	@GetMapping("/{number}")
	String version(@PathVariable Uai uai, @PathVariable long number, Model model) {
		Version version = this.history.version(uai, number);
		model.addAttribute("version", version);
		model.addAttribute("current", this.establishments.current(uai).number());
		model.addAttribute("yaml", version.document().toYaml());
		previous(uai, number).ifPresent((previous) -> {
			model.addAttribute("previous", previous.number());
			model.addAttribute("lines", lines(previous, version));
		});
		return "history/version";
	}

	/**
	 * Asks before restoring, and again if the configuration has changed since the
	 * question.
	 */
	@PostMapping("/{number}/restore")
	ModelAndView restore(@PathVariable Uai uai, @PathVariable long number,
			@RequestParam(required = false) @Nullable Long base, @RequestParam(defaultValue = "") String confirmed,
			@ModelAttribute(name = "when", binding = false) Moments when, Locale locale, Change change,
			RedirectAttributes redirect) {
		if (!confirmed.equals("true") || base == null) {
			return this.question.about(uai, number, when, locale).page();
		}
		try {
			Version restored = this.establishments.restore(uai, number, ExpectedVersion.only(base), change);
			Flash.done(redirect, "history.restored", number, restored.number());
			return SeeOther.at(path(uai));
		}
		catch (LostRaceException ex) {
			return this.question.about(uai, number, when, locale).saying("history.restore.again").page();
		}
		catch (InvalidDocumentException ex) {
			Flash.failed(redirect, "history.restore.refused", number, String.valueOf(ex.getMessage()));
			return SeeOther.at(path(uai) + "/" + number);
		}
	}

	/** Empty for the first version, also after a deletion. */
	private Optional<Version> previous(Uai uai, long number) {
		try {
			return Optional.of(this.history.version(uai, number - 1));
		}
		catch (UnknownEstablishmentException ex) {
			return Optional.empty();
		}
	}

	private List<Line> lines(Version from, Version to) {
		return this.words.lines(Differences.between(from.document(), to.document()));
	}

	private @Nullable Instant begin(@Nullable LocalDate day) {
		if (day != null && day.getYear() > LAST_YEAR) {
			throw new DateTimeException("no year " + day.getYear());
		}
		return (day != null) ? day.atStartOfDay(this.zone).toInstant() : null;
	}

	private static String href(Uai uai, String author, @Nullable LocalDate since, @Nullable LocalDate until) {
		UriComponentsBuilder href = UriComponentsBuilder.fromPath(path(uai));
		if (!author.isEmpty()) {
			href.queryParam("author", "{author}");
		}
		if (since != null) {
			href.queryParam("since", since);
		}
		if (until != null) {
			href.queryParam("until", until);
		}
		return href.queryParam("page", "").encode().buildAndExpand(author).toUriString();
	}

	static String path(Uai uai) {
		return "/console/establishments/" + uai + "/history";
	}

}
