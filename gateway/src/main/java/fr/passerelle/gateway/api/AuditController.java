package fr.passerelle.gateway.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditExport;
import fr.passerelle.gateway.audit.AuditExport.Format;
import fr.passerelle.gateway.audit.AuditPage;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.audit.Purged;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What happened, at one establishment or on the whole platform.
 */
@RestController
@RequestMapping("/api/v1")
class AuditController {

	private final AuditTrail audit;

	private final AuditExport export;

	private final Establishments establishments;

	AuditController(AuditTrail audit, AuditExport export, Establishments establishments) {
		this.audit = audit;
		this.export = export;
		this.establishments = establishments;
	}

	@GetMapping("/establishments/{uai}/audit")
	AuditPageView read(@PathVariable Uai uai, @ModelAttribute AuditFilter filter,
			@RequestParam(defaultValue = "100") int size) {
		return page(this.establishments.get(uai).uai(), filter, size);
	}

	@GetMapping("/audit")
	AuditPageView readAll(@ModelAttribute AuditFilter filter, @RequestParam(defaultValue = "100") int size) {
		return page(null, filter, size);
	}

	/** A file of all that a search finds, {@code csv} or {@code jsonl}. */
	@GetMapping(path = "/establishments/{uai}/audit/export", produces = { "text/csv", "application/jsonl" })
	void export(@PathVariable Uai uai, @ModelAttribute AuditFilter filter,
			@RequestParam(defaultValue = "csv") String format, Change change, HttpServletResponse response)
			throws IOException {
		write(this.establishments.get(uai).uai(), filter, format, change.actor(), response);
	}

	/** The same of the whole platform. */
	@GetMapping(path = "/audit/export", produces = { "text/csv", "application/jsonl" })
	void exportAll(@ModelAttribute AuditFilter filter, @RequestParam(defaultValue = "csv") String format, Change change,
			HttpServletResponse response) throws IOException {
		write(null, filter, format, change.actor(), response);
	}

	private AuditPageView page(@Nullable Uai uai, AuditFilter filter, int size) {
		AuditPage page = this.audit.query(filter.about(uai, size));
		return new AuditPageView(page.entries().stream().map(AuditEntryView::of).toList(), page.next(),
				this.audit.retention().toString(), this.audit.lastPurge().orElse(null));
	}

	private void write(@Nullable Uai uai, AuditFilter filter, String format, Actor actor, HttpServletResponse response)
			throws IOException {
		Format known = Format.of(format.toLowerCase(Locale.ROOT))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "format is csv or jsonl"));
		response.setContentType(known.mediaType());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, known.disposition(uai));
		this.export.write(filter.about(uai, 1), known, response.getOutputStream(), actor);
	}

	/**
	 * A part of the trail.
	 *
	 * @param entries newest first
	 * @param next for {@code cursor=}, to read on; null at the end
	 * @param retention how long entries are kept, as {@link Duration} writes it
	 * @param lastPurge the last purge that took something away; null if none ever did
	 */
	record AuditPageView(List<AuditEntryView> entries, @Nullable String next, String retention,
			@Nullable Purged lastPurge) {
	}

	/** An entry as the API shows it: the UAI as text. */
	record AuditEntryView(Instant at, AuditType type, @Nullable String reference, @Nullable String establishment,
			@Nullable String espace, @Nullable String delegation, @Nullable String person, @Nullable String address,
			@Nullable String code, @Nullable String detail, List<AuditChange> changes) {

		static AuditEntryView of(AuditEntry entry) {
			Uai uai = entry.uai();
			return new AuditEntryView(entry.at(), entry.type(), entry.reference(), (uai != null) ? uai.value() : null,
					entry.espace(), entry.delegation(), entry.person(), entry.address(), entry.code(), entry.detail(),
					entry.changes());
		}

	}

}
