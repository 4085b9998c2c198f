package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.diagnosis.Diagnoses;
import fr.passerelle.gateway.diagnosis.Diagnosis;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.diagnosis.EntLetter;
import fr.passerelle.gateway.diagnosis.Finding;
import fr.passerelle.gateway.diagnosis.Step;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Tries an ENT from here. Texts are French unless {@code Accept-Language} prefers
 * English.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}")
class DiagnosisController {

	private final Diagnoses diagnoses;

	private final Establishments establishments;

	private final DiagnosisWords words;

	private final EntLetter letter;

	DiagnosisController(Diagnoses diagnoses, Establishments establishments, DiagnosisWords words, EntLetter letter) {
		this.diagnoses = diagnoses;
		this.establishments = establishments;
		this.words = words;
		this.letter = letter;
	}

	/** Of a delegation as it is saved, active or not. */
	@PostMapping("/delegations/{id}/diagnosis")
	ResponseEntity<DiagnosisView> saved(@PathVariable Uai uai, @PathVariable String id,
			@RequestHeader HttpHeaders headers, Actor actor) {
		Establishment establishment = this.establishments.get(uai);
		Delegation delegation = establishment.delegation(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such delegation here"));
		return run(establishment, delegation, true, headers, actor);
	}

	/** Of a delegation that is not saved: the body is its block. */
	@PostMapping(path = "/diagnosis", consumes = Documents.JSON)
	ResponseEntity<DiagnosisView> unsaved(@PathVariable Uai uai, InputStream body, @RequestHeader HttpHeaders headers,
			Grant grant, Actor actor) throws IOException {
		Establishment establishment = this.establishments.get(uai);
		Delegation draft = this.establishments.draft(uai, Documents.bytes(body));
		boolean insideToo = grant.mayChangePlatform() || Diagnoses.isAtSavedHosts(establishment, draft);
		return run(establishment, draft, insideToo, headers, actor);
	}

	private ResponseEntity<DiagnosisView> run(Establishment establishment, Delegation delegation, boolean insideToo,
			HttpHeaders headers, Actor actor) {
		Diagnosis diagnosis = this.diagnoses.run(establishment, delegation, insideToo, actor);
		Locale locale = EntStatesController.language(headers);
		return EntStatesController.answer(locale)
			.body(new DiagnosisView(delegation.id(), diagnosis.status(), diagnosis.at(), diagnosis.took().toMillis(),
					diagnosis.service(), diagnosis.register(),
					diagnosis.steps().stream().map((step) -> StepView.of(step, this.words, locale)).toList(),
					this.letter.text(diagnosis, locale)));
	}

	/**
	 * What was found.
	 *
	 * @param status the worst of the steps
	 * @param service for which the made-up ticket was validated
	 * @param register the address to register at the ENT
	 * @param letter a text to send to the ENT's administrator
	 */
	record DiagnosisView(String delegation, Step.Status status, Instant at, long tookMs, String service,
			String register, List<StepView> steps, String letter) {
	}

	/** One step. */
	record StepView(Step.Kind step, String title, String target, Step.Status status, Finding finding, String seen,
			@Nullable String remedy, long tookMs) {

		static StepView of(Step step, DiagnosisWords words, Locale locale) {
			return new StepView(step.kind(), words.title(step.kind(), locale), step.target(), step.status(),
					step.finding(), words.seen(step, locale), words.remedy(step, locale), step.took().toMillis());
		}

	}

}
