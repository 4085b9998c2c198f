package fr.passerelle.gateway.console.journal;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditExport;
import fr.passerelle.gateway.audit.AuditExport.Format;
import fr.passerelle.gateway.audit.AuditPage;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.console.history.DifferenceWords;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.version.Establishments;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Journal: what happened at an establishment, or on the whole platform.
 */
@Controller
@RequestMapping("/console")
class JournalController {

	private static final int PAGE = 50;

	private final AuditTrail audit;

	private final AuditExport export;

	private final Establishments establishments;

	private final EntryViews views;

	private final ZoneId zone;

	JournalController(AuditTrail audit, AuditExport export, Establishments establishments, MessageSource words,
			DifferenceWords differences, PasserelleSettings settings) {
		this.audit = audit;
		this.export = export;
		this.establishments = establishments;
		this.views = new EntryViews(words, differences);
		this.zone = settings.console().zone();
	}

	@GetMapping("/journal")
	String all(JournalFilter filter, @RequestParam(required = false) @Nullable String cursor,
			@ModelAttribute(name = "when", binding = false) Moments when, Locale locale, Model model) {
		model.addAttribute("filter", filter);
		return page(null, "/console/journal", cursor, new Reader(when, locale), model);
	}

	@GetMapping("/establishments/{uai}/journal")
	String one(@PathVariable Uai uai, JournalFilter filter, @RequestParam(required = false) @Nullable String cursor,
			@ModelAttribute(name = "when", binding = false) Moments when, Locale locale, Model model) {
		model.addAttribute("filter", filter);
		return page(this.establishments.get(uai).uai(), "/console/establishments/" + uai + "/journal", cursor,
				new Reader(when, locale), model);
	}

	@GetMapping("/journal/export")
	void exportAll(JournalFilter filter, @RequestParam(defaultValue = "csv") String format, Actor actor,
			HttpServletResponse response) throws IOException {
		write(null, filter, format, actor, response);
	}

	@GetMapping("/establishments/{uai}/journal/export")
	void exportOne(@PathVariable Uai uai, JournalFilter filter, @RequestParam(defaultValue = "csv") String format,
			Actor actor, HttpServletResponse response) throws IOException {
		write(this.establishments.get(uai).uai(), filter, format, actor, response);
	}

	/**
	 * Who reads the page.
	 *
	 * @param when says moments in the reader's words
	 * @param locale the reader's language
	 */
	private record Reader(Moments when, Locale locale) {
	}

	private String page(@Nullable Uai uai, String path, @Nullable String cursor, Reader reader, Model model) {
		JournalFilter filter = (JournalFilter) Objects.requireNonNull(model.getAttribute("filter"));
		AuditPage page = this.audit.query(filter.about(uai, this.zone).page(cursor, PAGE));
		model.addAttribute("entries", page.entries().stream().map((entry) -> view(entry, reader)).toList());
		model.addAttribute("filtered", !filter.parts().isEmpty());
		model.addAttribute("path", path);
		model.addAttribute("older", (page.next() != null) ? filter.link(path, Map.of("cursor", page.next())) : null);
		model.addAttribute("newest", (cursor != null) ? filter.link(path, Map.of()) : null);
		model.addAttribute("csv", filter.link(path + "/export", Map.of("format", "csv")));
		model.addAttribute("jsonl", filter.link(path + "/export", Map.of("format", "jsonl")));
		model.addAttribute("max", AuditExport.MAX_ENTRIES);
		model.addAttribute("types", List.of(AuditType.values()));
		model.addAttribute("espaces", List.of(EspaceKey.values()));
		model.addAttribute("names", names(page.entries()));
		model.addAttribute("platform", uai == null);
		model.addAttribute("retention", this.audit.retention());
		model.addAttribute("purge", this.audit.lastPurge().orElse(null));
		return "journal/list";
	}

	private EntryView view(AuditEntry entry, Reader reader) {
		Establishment school = (entry.uai() != null) ? this.establishments.find(entry.uai()).orElse(null) : null;
		return this.views.of(entry, school, reader.when(), reader.locale());
	}

	private Map<String, String> names(List<AuditEntry> entries) {
		Map<String, String> names = new TreeMap<>();
		entries.stream()
			.map(AuditEntry::uai)
			.filter(Objects::nonNull)
			.distinct()
			.forEach((uai) -> names.put(uai.value(), this.establishments.name(uai)));
		return names;
	}

	private void write(@Nullable Uai uai, JournalFilter filter, String format, Actor actor,
			HttpServletResponse response) throws IOException {
		Format known = Format.of(format).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
		response.setContentType(known.mediaType());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, known.disposition(uai));
		this.export.write(filter.about(uai, this.zone), known, response.getOutputStream(), actor);
	}

}
