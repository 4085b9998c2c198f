package fr.passerelle.gateway.cas;

import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * What an ENT answered, with status 200 unless the call takes others, read to its end and
 * within the bound.
 */
final class Reply {

	private final int status;

	private final String contentType;

	private final byte[] body;

	/**
	 * Keeps an answer.
	 * @param contentType as sent; empty where there was none
	 * @param body the bytes; not copied
	 */
	Reply(String contentType, byte[] body) {
		this(200, contentType, body);
	}

	Reply(int status, String contentType, byte[] body) {
		this.status = status;
		this.contentType = contentType;
		this.body = body;
	}

	int status() {
		return this.status;
	}

	/** As sent; empty where there was none. */
	String contentType() {
		return this.contentType;
	}

	/** The body as text, see {@link BodyText}. */
	String text() throws ValidationFailedException {
		return BodyText.decode(this.contentType, this.body);
	}

	/** The body; not copied. */
	byte[] bytes() {
		return this.body;
	}

	@Override
	public String toString() {
		return "Reply[" + this.body.length + " bytes]";
	}

}
