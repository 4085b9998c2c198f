package fr.passerelle.mockcas;

import org.jspecify.annotations.Nullable;

/**
 * Two lines: the answer, and the user if there is one.
 *
 * @param yesType the media type of a success
 * @param noType the media type of a refusal; null for none
 * @param no the text of a refusal
 */
record Cas1Format(String yesType, @Nullable String noType, String no) implements AnswerFormat {

	/** Without a platform. */
	static final Cas1Format USUAL = new Cas1Format("text/plain;charset=UTF-8", "text/plain;charset=UTF-8", "no\n\n");

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		return Answer.text(200, this.yesType, "yes\n" + success.user() + "\n");
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		return Answer.text(200, this.noType, this.no);
	}

}
