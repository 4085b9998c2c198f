package fr.passerelle.mockcas;

/**
 * Writes the result of a validation in one dialect.
 */
interface AnswerFormat {

	Answer success(Validation.Success success, Layout layout);

	Answer failure(Validation.Failure failure);

	default Answer write(Validation validation, Layout layout) {
		Answer answer = (validation instanceof Validation.Success success) ? success(success, layout)
				: failure((Validation.Failure) validation);
		return answer.with("Cache-Control", "no-store").outcome(validation.outcome());
	}

}
