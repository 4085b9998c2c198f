package fr.passerelle.gateway.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.enthealth.EntReport;
import fr.passerelle.gateway.enthealth.EntState;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.http.Language;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether the ENTs answer, as this node sees it.
 */
@RestController
@RequestMapping("/api/v1")
class EntStatesController {

	private final EntStates states;

	private final Establishments establishments;

	private final DiagnosisWords words;

	EntStatesController(EntStates states, Establishments establishments, DiagnosisWords words) {
		this.states = states;
		this.establishments = establishments;
		this.words = words;
	}

	/** All ENTs in use: those in trouble first, then those that most schools use. */
	@GetMapping("/ents/states")
	ResponseEntity<List<EntStateView>> all(@RequestHeader HttpHeaders headers) {
		Locale locale = language(headers);
		return answer(locale)
			.body(this.states.all().stream().map((report) -> EntStateView.of(report, this.words, locale)).toList());
	}

	/** Those of one establishment, by delegation; inactive ones are not asked. */
	@GetMapping("/establishments/{uai}/ents")
	ResponseEntity<List<DelegationStateView>> ofEstablishment(@PathVariable Uai uai,
			@RequestHeader HttpHeaders headers) {
		Locale locale = language(headers);
		return answer(locale).body(this.establishments.get(uai)
			.delegations()
			.stream()
			.map((delegation) -> DelegationStateView.of(delegation,
					EntStateView.of(this.states.of(delegation), this.words, locale)))
			.toList());
	}

	static Locale language(HttpHeaders headers) {
		return Language.of(headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE));
	}

	static ResponseEntity.BodyBuilder answer(Locale locale) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
			.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
	}

	/**
	 * An ENT's state.
	 *
	 * @param words the state in a word
	 * @param answerTimes of the latest answers
	 */
	record EntStateView(String id, String loginUrl, String validationUrl, @Nullable Validation validation,
			int establishments, EntState state, String words, @Nullable Instant since, @Nullable Instant lastSuccess,
			@Nullable FailureView lastFailure, @Nullable TimesView answerTimes) {

		static EntStateView of(EntReport report, DiagnosisWords words, Locale locale) {
			EntReport.Failure failure = report.lastFailure();
			EntReport.Times times = report.times();
			return new EntStateView(report.id(), report.loginUrl().toString(), report.validationUrl().toString(),
					report.validation(), report.establishments(), report.state(), words.state(report.state(), locale),
					report.since(), report.lastSuccess(),
					(failure != null) ? new FailureView(failure.at(), failure.kind(), words.cause(failure, locale),
							failure.detail()) : null,
					(times.count() > 0)
							? new TimesView(times.count(), times.median().toMillis(), times.longest().toMillis())
							: null);
		}

	}

	/** The last time an ENT did not answer. */
	record FailureView(Instant at, String cause, String words, String detail) {
	}

	/** Milliseconds. */
	record TimesView(int count, long medianMs, long longestMs) {
	}

	/** A delegation and its ENT's state. */
	record DelegationStateView(String delegation, String label, boolean active, EntStateView ent) {

		static DelegationStateView of(Delegation delegation, EntStateView ent) {
			return new DelegationStateView(delegation.id(), delegation.label(), delegation.active(), ent);
		}

	}

}
