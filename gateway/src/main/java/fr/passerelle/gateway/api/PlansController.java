package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.account.Token;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.PlanFailure;
import fr.passerelle.gateway.plan.PlannedChange;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Changes that wait for their day.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/plans")
class PlansController {

	private final Plans plans;

	private final Establishments establishments;

	PlansController(Plans plans, Establishments establishments) {
		this.plans = plans;
		this.establishments = establishments;
	}

	/**
	 * What failed, what waits (the next one first), what is over (the last one first).
	 */
	@GetMapping
	List<PlanView> list(@PathVariable Uai uai) {
		this.establishments.current(uai);
		return this.plans.list(uai).stream().map((plan) -> PlanView.of(plan, null)).toList();
	}

	/** With its document. */
	@GetMapping("/{id}")
	PlanView plan(@PathVariable Uai uai, @PathVariable String id) {
		return PlanView.of(this.plans.get(uai, id), this.plans.document(uai, id).toJson());
	}

	/**
	 * Plans the body for {@code ?at=}, e.g. {@code 2027-08-28T06:00:00Z}. It is brought
	 * together then with what was changed since the version in {@code If-Match}, or since
	 * now.
	 */
	@PostMapping(consumes = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<PlanView> create(@PathVariable Uai uai,
			@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Instant at, InputStream body,
			@RequestHeader HttpHeaders headers, ExpectedVersion expected, Change change, Principal who)
			throws IOException {
		ConfigurationDocument document = Documents.read(body, headers);
		Token token = (who instanceof SignedIn signedIn) ? signedIn.token() : null;
		PlannedChange plan = this.plans.plan(uai, base(uai, expected), document, at, change, token);
		return ResponseEntity.created(URI.create("/api/v1/establishments/" + uai + "/plans/" + plan.id()))
			.body(PlanView.of(plan, null));
	}

	/** Takes back a plan that waits; notes that a failed one was seen. */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void cancel(@PathVariable Uai uai, @PathVariable String id, Change change) {
		this.plans.cancel(uai, id, change);
	}

	private long base(Uai uai, ExpectedVersion expected) {
		if (expected.numbers() == null) {
			return this.establishments.current(uai).number();
		}
		if (expected.numbers().size() != 1) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"If-Match names the one version that the document was made upon");
		}
		return expected.numbers().iterator().next();
	}

	/** A planned change; the document where one alone is asked for. */
	record PlanView(String id, Instant at, long base, String author, @Nullable String comment, Instant madeAt,
			PlannedChange.State state, @Nullable Long version, @Nullable PlanFailure failure,
			@Nullable Instant settledAt, @Nullable String settledBy,
			@JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String document) {

		static PlanView of(PlannedChange plan, @Nullable String document) {
			return new PlanView(plan.id(), plan.at(), plan.base(), plan.author(), plan.comment(), plan.madeAt(),
					plan.state(), plan.version(), plan.failure(), plan.settledAt(), plan.settledBy(), document);
		}

	}

}
