package fr.passerelle.mockcas;

/**
 * Two lines: the answer, and the user if there is one.
 */
final class Cas1Format implements AnswerFormat {

	@Override
	public Answer success(Validation.Success success, Layout layout) {
		return text("yes\n" + success.ticket().username() + "\n");
	}

	@Override
	public Answer failure(Validation.Failure failure) {
		return text("no\n\n");
	}

	private static Answer text(String body) {
		return Answer.of(200, "text/plain;charset=UTF-8", body);
	}

}
