package fr.passerelle.gateway.api;

import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditPage;
import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What happened at an establishment.
 */
@RestController
class AuditController {

	private final AuditTrail audit;

	private final Establishments establishments;

	AuditController(AuditTrail audit, Establishments establishments) {
		this.audit = audit;
		this.establishments = establishments;
	}

	/**
	 * A part of the trail.
	 *
	 * @param entries newest first
	 * @param next for {@code cursor=}, to read on; null at the end
	 */
	record AuditPageView(List<AuditEntryView> entries, @Nullable String next) {
	}

	/** An entry as the API shows it: the UAI as text. */
	record AuditEntryView(Instant at, AuditType type, @Nullable String reference, @Nullable String espace,
			@Nullable String delegation, @Nullable String person, @Nullable String address, @Nullable String code,
			@Nullable String detail) {

		static AuditEntryView of(AuditEntry entry) {
			return new AuditEntryView(entry.at(), entry.type(), entry.reference(), entry.espace(), entry.delegation(),
					entry.person(), entry.address(), entry.code(), entry.detail());
		}

	}

	@GetMapping("/api/v1/establishments/{uai}/audit")
	AuditPageView read(@PathVariable String uai,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant since,
			@RequestParam(required = false) @Nullable AuditType type,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "100") int size) {
		if (!Uai.isUai(uai) || this.establishments.find(new Uai(uai)).isEmpty()) {
			throw new UnknownResourceException("There is no such establishment.");
		}
		AuditPage page = this.audit.query(new AuditQuery(new Uai(uai), since, type, cursor, size));
		return new AuditPageView(page.entries().stream().map(AuditEntryView::of).toList(), page.next());
	}

	@ExceptionHandler
	ProblemDetail unknown(UnknownResourceException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

}
