package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.whatif.LoginOutline;
import fr.passerelle.gateway.whatif.Verdict;
import fr.passerelle.gateway.whatif.WhatIf;
import fr.passerelle.gateway.whatif.WhatIfResult;
import fr.passerelle.gateway.whatif.WhatIfWords;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What would come of a login. Nothing of it is kept or logged.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/what-if")
class WhatIfController {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final WhatIf whatIf;

	private final Establishments establishments;

	private final WhatIfWords words;

	WhatIfController(WhatIf whatIf, Establishments establishments, WhatIfWords words) {
		this.whatIf = whatIf;
		this.establishments = establishments;
		this.words = words;
	}

	/**
	 * {@code delegation}, and {@code profiles} or {@code answer}; one {@code espace} or
	 * all.
	 */
	@PostMapping(consumes = Documents.JSON)
	ResponseEntity<WhatIfView> ask(@PathVariable Uai uai, InputStream body, @RequestHeader HttpHeaders headers)
			throws IOException {
		Question question = question(Documents.bytes(body));
		if (question.delegation() == null || (question.profiles() == null) == (question.answer() == null)) {
			throw malformed("the body has delegation, and either profiles or answer");
		}
		Establishment establishment = this.establishments.get(uai);
		Delegation delegation = delegation(establishment, question.delegation());
		EspaceKey espace = espace(question.espace());
		List<String> codes = (question.establishments() != null) ? question.establishments() : List.of();
		try {
			WhatIfResult result = (question.profiles() != null)
					? this.whatIf.profiles(establishment, delegation, question.profiles(), codes)
					: this.whatIf.answer(establishment, delegation, String.valueOf(question.answer()));
			return view(establishment, result, espace, headers);
		}
		catch (IllegalArgumentException ex) {
			throw malformed(String.valueOf(ex.getMessage()));
		}
	}

	/** The answer itself as the body, as the ENT sent it. */
	@PostMapping(consumes = { MediaType.TEXT_XML_VALUE, MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_PLAIN_VALUE })
	ResponseEntity<WhatIfView> answer(@PathVariable Uai uai, @RequestParam String delegation,
			@RequestParam(required = false) @Nullable String espace, InputStream body,
			@RequestHeader HttpHeaders headers) throws IOException {
		String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
		try {
			Establishment establishment = this.establishments.get(uai);
			return view(establishment, this.whatIf.answer(establishment, delegation(establishment, delegation),
					Documents.bytes(body), (type != null) ? type : ""), espace(espace), headers);
		}
		catch (IllegalArgumentException ex) {
			throw malformed(String.valueOf(ex.getMessage()));
		}
	}

	private static Question question(byte[] json) {
		try {
			return JSON.readValue(json, Question.class);
		}
		catch (JacksonException ex) {
			// Its words would quote what was pasted.
			throw malformed("the body is JSON with delegation, espace, and profiles (with establishments) or answer");
		}
	}

	private static Delegation delegation(Establishment establishment, String id) {
		return establishment.delegation(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such delegation here"));
	}

	private static @Nullable EspaceKey espace(@Nullable String key) {
		return (key == null) ? null : EspaceKey.of(key)
			.orElseThrow(() -> malformed("espace is one of " + String.join(", ", EspaceKey.keys())));
	}

	private static ResponseStatusException malformed(String message) {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST, message);
	}

	private ResponseEntity<WhatIfView> view(Establishment establishment, WhatIfResult result,
			@Nullable EspaceKey espace, HttpHeaders headers) {
		Locale locale = EntStatesController.language(headers);
		Visitor visitor = result.visitor();
		IdentityView identity = (visitor != null)
				? new IdentityView(visitor.user(), visitor.name(), new TreeSet<>(visitor.profiles())) : null;
		List<VerdictView> verdicts = result.espaces()
			.stream()
			.filter((verdict) -> espace == null || verdict.espace() == espace)
			.map((verdict) -> VerdictView.of(verdict, this.words, locale))
			.toList();
		LoginOutline outline = WhatIf.outline(establishment, result.delegation());
		return EntStatesController.answer(locale)
			.body(new WhatIfView(result.kind(), this.words.outcome(result, locale), result.delegation().id(),
					result.dialect(), result.refusal(), result.live(), identity,
					(result.kind() == WhatIfResult.Kind.VOUCHED)
							? new RecognitionView(result.step(), this.words.step(result, locale)) : null,
					new TreeSet<>(result.released()), verdicts,
					outline.steps().stream().map((step) -> this.words.step(step, locale)).toList(), outline.reads()));
	}

	/** What is asked. */
	record Question(@Nullable String delegation, @Nullable String espace, @Nullable List<String> profiles,
			@Nullable List<String> establishments, @Nullable String answer) {

		@Override
		public String toString() {
			return "Question[redacted]";
		}

	}

	/**
	 * What would come of it.
	 *
	 * @param live whether a login would take the answer at this moment
	 * @param released names of the released attributes
	 * @param login what a login sends and expects, from the settings, step by step
	 * @param reads the attributes in which each fact is looked for
	 */
	record WhatIfView(WhatIfResult.Kind kind, String words, String delegation, @Nullable Validation dialect,
			@Nullable String refusal, boolean live, @Nullable IdentityView identity,
			@Nullable RecognitionView recognition, Set<String> released, List<VerdictView> espaces, List<String> login,
			Map<String, List<String>> reads) {

		@Override
		public String toString() {
			return "WhatIfView[" + this.kind + "]";
		}

	}

	/** As whom the application would know them. */
	record IdentityView(String user, String name, Set<Profile> profiles) {

		@Override
		public String toString() {
			return "IdentityView[" + this.profiles + "]";
		}

	}

	/** Which step decided. */
	record RecognitionView(@Nullable Recognition step, String words) {
	}

	/** One Espace. */
	record VerdictView(String espace, String label, boolean opens, Verdict.Answer answer, String words,
			List<String> delegations, boolean directLogin) {

		static VerdictView of(Verdict verdict, WhatIfWords words, Locale locale) {
			return new VerdictView(verdict.espace().key(), verdict.espace().label(),
					verdict.answer() == Verdict.Answer.OPENS, verdict.answer(), words.why(verdict, locale),
					verdict.through(), verdict.directLogin());
		}

	}

}
